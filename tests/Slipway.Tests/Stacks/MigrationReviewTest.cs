using Slipway.Migrations;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public class MigrationReviewTest
{
    [Theory]
    [InlineData("a.sql", "CREATE INDEX i ON a (b);", "postgresql", "1 Locks builds an index while writes wait")]
    [InlineData("a.sql", "CREATE INDEX CONCURRENTLY i ON a (b);", "postgresql", "")]
    [InlineData("a.sql", "CREATE INDEX i ON a (b);", "mysql", "")]
    [InlineData("a.sql", "CREATE TABLE IF NOT EXISTS public.a (b int);\nCREATE UNIQUE INDEX i ON a (b);", "postgresql", "")]
    [InlineData("a.sql", "ALTER TABLE a ADD COLUMN b uuid DEFAULT gen_random_uuid();", "postgresql", "1 Locks writes a default that differs from row to row into the whole table")]
    [InlineData("a.sql", "ALTER TABLE a ADD COLUMN b timestamptz DEFAULT now();", "postgresql", "")]
    [InlineData("a.sql", "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e);", "postgresql", "1 Locks checks every row while writes wait")]
    [InlineData("a.sql", "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e) NOT VALID;", "postgresql", "")]
    [InlineData("a.sql", "ALTER TABLE a CONVERT TO CHARACTER SET utf8mb4;", "mysql", "1 Locks copies the table while writes wait")]
    [InlineData("a.sql", "DELETE FROM a WHERE b = 1;", null, "1 Destructive deletes rows")]
    [InlineData("a.sql", "DELETE FROM a;", null, "1 Destructive deletes all rows")]
    [InlineData("0002.py", "operations = [migrations.RunPython(f)]", null, "1 Irreversible RunPython has no reverse")]
    [InlineData("0002.py", "operations = [migrations.RunPython(f, g), migrations.RunSQL('SELECT f(1, 2)', reverse_sql='x')]", null, "")]
    [InlineData("0002.py", "operations = [migrations.RunPython(f, elidable=True, reverse_code=g)]", null, "")]
    [InlineData("0002.py", "migrations.CreateModel(name='A', fields=[]),\nmigrations.AddIndex(model_name='a', index=i),\nmigrations.AddIndex(model_name='b', index=i)", "postgresql", "3 Locks builds an index while writes wait")]
    [InlineData("1_A.cs", "override void Up(M m) { m.DropColumn(name: \"x\"); }\noverride void Down(M m) { m.DropTable(\"y\"); }", null, "1 Destructive removes a column")]
    [InlineData("1_A.cs", "override void Up(M m) { m.AddColumn<string>(name: \"x\", nullable: false); }\noverride void Down(M m) { m.DropColumn(\"x\"); }", null, "1 Incompatible adds a column that the running release does not fill")]
    [InlineData("1_A.cs", "override void Up(M m) { m.AddColumn<string>(name: \"x\", nullable: false, defaultValue: \"\"); }\noverride void Down(M m) { throw new NotSupportedException(); }", null, "2 Irreversible has a Down() that undoes nothing")]
    [InlineData("1_A.cs", "override void Up(M m) { m.AlterColumn<string>(name: \"x\", maxLength: 20, oldMaxLength: 40); }\noverride void Down(M m) { m.A(); }", null, "1 Incompatible changes a column's type")]
    [InlineData("1_A.cs", "override void Up(M m) { }\noverride void Down(M m) { }", null, "")]
    public void Each_statement_is_classed(string path, string text, string? database, string expected) =>
        Assert.Equal(expected, string.Join(", ", MigrationReview.Find(path, text, database).Select(c => $"{c.Line} {c.Harm} {c.Why}")));

    [Theory]
    [InlineData("function up() { a(); }", "2 Irreversible has no down()")]
    [InlineData("function up() { a(); }\nfunction down() { // nothing\n}", "3 Irreversible has a down() that undoes nothing")]
    [InlineData("function up() { a(); }\nfunction down() { b(); }", "")]
    [InlineData("function up() { DB::table('a')->where('b', 1)->delete(); }\nfunction down() { b(); }", "2 Destructive deletes rows")]
    [InlineData("function up() { Schema::table('a', fn ($t) => $t->index('b')); }\nfunction down() { b(); }", "2 Locks builds an index while writes wait")]
    [InlineData("function up() { Schema::create('a', fn ($t) => $t->index('b')); }\nfunction down() { b(); }", "")]
    public void So_is_each_of_Laravel(string body, string expected) =>
        Assert.Equal(expected, string.Join(", ", MigrationReview.Find("1_a.php", $"<?php class A {{\n{body}\n}}", "postgresql").Select(c => $"{c.Line} {c.Harm} {c.Why}")));

    [Fact]
    public void The_safer_way_is_told() => Assert.Equal("stop using it in one release, remove it in a later one", Assert.Single(MigrationReview.Find("a.sql", "DROP TABLE a;", null)).Safer);
}
