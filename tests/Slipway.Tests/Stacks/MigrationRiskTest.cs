using Slipway.Migrations;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public sealed class MigrationRiskTest
{
    [Theory]
    [InlineData("$table->dropColumn('x');", "4 removes a column")]
    [InlineData("$table->dropSoftDeletes();", "4 removes a column")]
    [InlineData("Schema::drop('x');", "4 removes a table")]
    [InlineData("Schema::dropIfExists('x');", "4 removes a table")]
    [InlineData("$table->renameColumn('a', 'b');", "4 renames a column")]
    [InlineData("Schema::rename('a', 'b');", "4 renames a table")]
    [InlineData("DB::table('x')->truncate();", "4 deletes all rows")]
    [InlineData("DB::statement('DROP TABLE x');", "4 drops a table, view, schema or database")]
    [InlineData("DB::statement('ALTER TABLE x\n DROP y');", "4 drops a column")]
    [InlineData("DB::statement(\"truncate x\");", "4 deletes all rows")]
    [InlineData("DB::delete('DELETE FROM x');", "4 deletes all rows")]
    [InlineData("Schema::table('a', fn ($t) => $t->string('x', 80));", "4 adds a column that the running release does not fill")]
    [InlineData("Schema::table('a', function ($t) {\n $t->integer('x')->default(0);\n $t->foreignId('y')->constrained();\n});", "6 adds a column that the running release does not fill")]
    [InlineData("Schema::table('a', function ($t) { $t->string('x')->nullable(); $t->boolean('y')->default(false); $t->timestamps(); $t->index('x'); });", "")]
    [InlineData("Schema::create('a', function ($t) { $t->string('x'); });", "")]
    [InlineData("Schema::table('a', fn ($t) => $t->integer('x')->change());", "4 changes a column's type")]
    [InlineData("Schema::table('a', fn ($t) => $t->string('x')->nullable(false)->change());", "4 changes a column's type")]
    [InlineData("Schema::table('a', fn ($t) => $t->string('x')->nullable()->change()); Schema::table('a', fn ($t) => $t->text('y')->change());", "")]
    [InlineData("DB::statement('ALTER TABLE a ADD b INT NOT NULL');", "4 adds a column that the running release does not fill")]
    [InlineData("$table->string('x')->nullable();", "")]
    [InlineData("$table->dropIndex('x'); $table->dropForeign('y');", "")]
    [InlineData("// $table->dropColumn('x');", "")]
    [InlineData("/* Schema::drop('x'); */ $table->string('http://x');", "")]
    [InlineData("DB::statement('ALTER TABLE x DROP CONSTRAINT y');", "")]
    [InlineData("DB::delete('DELETE FROM x WHERE y = 1');", "")]
    public void Laravel_is_judged_by_what_up_does(string statement, string expected) => Assert.Equal(expected, Found("m.php",
        "<?php\nreturn new class extends Migration {\npublic function up() {\n" + statement + "\n}\n"
        + "public function down(): void { if (true) { Schema::drop('}'); } $table->dropColumn('x'); DB::statement('DROP TABLE x'); }\n};"));

    [Fact]
    public void Laravel_is_judged_when_down_stands_first() => Assert.Equal("3 removes a table", Found("m.php",
        "<?php class M {\nfunction down() { Schema::drop('a'); }\nfunction up() { Schema::drop('b'); } }"));

    [Theory]
    [InlineData("migrations.RemoveField('a', 'b')", "3 removes a column")]
    [InlineData("migrations.DeleteModel('a')", "3 removes a table")]
    [InlineData("migrations.RenameField('a', 'b', 'c')", "3 renames a column")]
    [InlineData("migrations.RenameModel('a', 'b')", "3 renames a table")]
    [InlineData("migrations.RunSQL('DROP TABLE a', 'SELECT 1')", "3 drops a table, view, schema or database")]
    [InlineData("migrations.RunSQL(sql='ALTER TABLE a DROP COLUMN b')", "3 drops a column")]
    [InlineData("migrations.RunSQL([('DELETE FROM a', None)], migrations.RunSQL.noop)", "3 deletes all rows")]
    [InlineData("migrations.RunSQL(reverse_sql='SELECT 1', sql='DROP TABLE a')", "3 drops a table, view, schema or database")]
    [InlineData("migrations.AddField('a', 'b', models.IntegerField(default=0))", "3 adds a column that the running release does not fill")]
    [InlineData("migrations.AddField(model_name='a', name='b', field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='c.d'))", "3 adds a column that the running release does not fill")]
    [InlineData("migrations.AddField('a', 'b', models.IntegerField(db_default=0))", "")]
    [InlineData("migrations.AddField('a', 'b', models.ManyToManyField(to='c.d'))", "")]
    [InlineData("migrations.AlterField('a', 'b', models.IntegerField(choices=[(1, 'one')]))", "")]
    [InlineData("migrations.CreateModel('a', fields=[('b', models.IntegerField())])", "")]
    [InlineData("migrations.AddField('a', 'b', models.IntegerField(null=True))", "")]
    [InlineData("migrations.RunSQL('CREATE INDEX i ON a (b)', 'DROP TABLE a')", "")]
    [InlineData("migrations.RunSQL(\"\"\"CREATE TABLE a (b int)\"\"\", reverse_sql=\"\"\"DROP TABLE a\"\"\")", "")]
    [InlineData("# migrations.DeleteModel('a')", "")]
    public void Django_is_judged_by_its_forward_operations(string operation, string expected) =>
        Assert.Equal(expected, Found("0001_a.py", "class Migration(migrations.Migration):\n    operations = [\n        " + operation + ",\n    ]\n"));

    [Fact]
    public void Django_reverse_function_does_not_count() => Assert.Equal("", Found("0001_a.py",
        "def forwards(apps, e):\n    pass\n\ndef reverse_it(apps, e):\n    cursor.execute('DROP TABLE a')\n\nclass Migration:\n    operations = [migrations.RunPython(forwards, reverse_it)]\n"));

    [Theory]
    [InlineData("DROP TABLE a;", "1 drops a table, view, schema or database")]
    [InlineData("SELECT 1;\nALTER TABLE a\n  DROP COLUMN b;", "2 drops a column")]
    [InlineData("TRUNCATE a", "1 deletes all rows")]
    [InlineData("DELETE FROM a; DELETE FROM b WHERE c = 1;", "1 deletes all rows")]
    [InlineData("ALTER TABLE a RENAME COLUMN b TO c;", "1 renames a table or column")]
    [InlineData("RENAME TABLE a TO b;", "1 renames a table or column")]
    [InlineData("ALTER TABLE a CHANGE b c INT;", "1 renames a table or column")]
    [InlineData("ALTER TABLE a ADD COLUMN b VARCHAR(10) NOT NULL, ADD c DECIMAL(10,2) NOT NULL DEFAULT 0;", "1 adds a column that the running release does not fill")]
    [InlineData("ALTER TABLE a ADD b INT, ADD c BIGSERIAL NOT NULL, ADD CONSTRAINT d CHECK (b IS NOT NULL);", "")]
    [InlineData("ALTER TABLE a ALTER COLUMN b TYPE integer USING b::integer;", "1 changes a column's type")]
    [InlineData("ALTER TABLE a ALTER b SET DATA TYPE date, ALTER c TYPE bigint;", "1 changes a column's type")]
    [InlineData("ALTER TABLE a ALTER COLUMN b TYPE text; CREATE TABLE c (d INT NOT NULL);", "")]
    [InlineData("CREATE TABLE a (b INT); INSERT INTO a VALUES (1);", "")]
    [InlineData("ALTER TABLE a DROP CONSTRAINT b; ALTER TABLE a ADD c INT; ALTER TABLE a ALTER COLUMN c DROP NOT NULL;", "")]
    [InlineData("-- DROP TABLE a\n/* TRUNCATE a */ INSERT INTO a VALUES ('DROP TABLE b');", "")]
    [InlineData("DROP INDEX i;", "")]
    public void Sql_is_judged_by_its_statements(string sql, string expected) => Assert.Equal(expected, Found("001.sql", sql));

    private static string Found(string path, string text) => string.Join(", ", MigrationRisk.Find(path, text).Select(r => $"{r.Line} {r.Why}"));
}
