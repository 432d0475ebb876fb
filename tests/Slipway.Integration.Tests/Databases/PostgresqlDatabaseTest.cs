using Slipway.Problems;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests.Databases;

/// <summary>Dump and restore against a real PostgreSQL.</summary>
public sealed class PostgresqlDatabaseTest(PostgresqlServer server) : IClassFixture<PostgresqlServer>, IDisposable
{
    private const int Limit = 120_000;

    private const string Schema = """"
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE parent (id serial PRIMARY KEY, name text, raw bytea, mood mood DEFAULT 'good');
        CREATE TABLE "odd Name; ""x""" (id int PRIMARY KEY, parent_id int REFERENCES parent ON DELETE CASCADE);
        CREATE TABLE empty_one (id int);
        CREATE SCHEMA side; CREATE TABLE side.t (id int); INSERT INTO side.t VALUES (1), (2);
        INSERT INTO parent (name, raw) VALUES ('plain', '\x00ff'), (E'\\.', ''), (E'a\nCOPY public.parent (id) FROM stdin;\n\\.\nCREATE EXTENSION x;', NULL), ('ümläut 🚀', NULL);
        INSERT INTO "odd Name; ""x""" VALUES (1, 1), (2, 3);
        CREATE VIEW names AS SELECT name FROM parent;
        CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.name := upper(NEW.name); RETURN NEW; END';
        CREATE TRIGGER upper_name BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION touch();
        """";

    private const string Migration = """
        DROP VIEW names; DROP FUNCTION one(); ALTER TABLE parent DROP COLUMN raw; ALTER TABLE parent ADD extra int;
        DELETE FROM parent WHERE id = 1; INSERT INTO parent (name) VALUES ('new');
        DROP TABLE empty_one; DROP SCHEMA side CASCADE; CREATE SCHEMA fresh; CREATE TABLE fresh.t (id int);
        CREATE TABLE added (id int); INSERT INTO added VALUES (1); CREATE TYPE later AS (x int); CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-test-dump-").FullName;

    [Fact(Timeout = Limit)]
    public async Task Restore_brings_back_exactly_what_was_dumped()
    {
        server.Need();
        var database = await server.CreateAsync("whole");
        await server.UserSqlAsync("whole", Schema);
        var before = await server.PictureAsync("whole");

        var dump = await database.DumpAsync(_folder, CancellationToken.None);
        await server.UserSqlAsync("whole", Migration);
        Assert.NotEqual(before, await server.PictureAsync("whole"));
        await database.RestoreAsync(_folder, CancellationToken.None);

        Assert.Equal(before, await server.PictureAsync("whole"));
        Assert.Equal((4, 8L), (dump.Tables, dump.Rows));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(dump.Path));
        Assert.Equal(["database.json", "database.sql.gz"], Names());
    }

    [Fact(Timeout = Limit)]
    public async Task Empty_schema_gives_a_dump_of_nothing_and_its_restore_empties_the_schema()
    {
        server.Need();
        var database = await server.CreateAsync("nothing_yet");
        var dump = await database.DumpAsync(_folder, CancellationToken.None);
        Assert.Equal((0, 0L), (dump.Tables, dump.Rows));
        var before = await server.PictureAsync("nothing_yet");
        await server.UserSqlAsync("nothing_yet", Schema);
        await database.RestoreAsync(_folder, CancellationToken.None);
        Assert.Equal(before, await server.PictureAsync("nothing_yet"));
    }

    [Fact(Timeout = Limit)]
    public async Task Restore_that_fails_leaves_the_data_as_it_was()
    {
        server.Need();
        var database = await server.CreateAsync("held");
        await server.UserSqlAsync("held", Schema);
        await database.DumpAsync(_folder, CancellationToken.None);
        await server.UserSqlAsync("held", Migration);
        var before = await server.PictureAsync("held");
        await DumpEdit.ReplaceAsync(Path.Combine(_folder, "database.sql.gz"), "CREATE TRIGGER upper_name", "CREATE TRIGER upper_name");

        var problem = (await Assert.ThrowsAsync<ProblemException>(() => database.RestoreAsync(_folder, CancellationToken.None))).Problem;

        Assert.Equal("backup.restore-failed", problem.Code);
        Assert.Contains("TRIGER", problem.Detail);
        Assert.Equal(before, await server.PictureAsync("held"));
    }

    /// <summary>The client has ended while most of the dump is still to be sent.</summary>
    [Fact(Timeout = Limit)]
    public async Task Restore_of_a_large_dump_that_fails_early_tells_the_servers_words()
    {
        server.Need();
        var database = await server.CreateAsync("early");
        await server.UserSqlAsync("early", "CREATE TABLE early (marker int); CREATE TABLE large (id int, text text); INSERT INTO large SELECT i, repeat(md5(i::text), 40) FROM generate_series(1, 4000) i");
        await database.DumpAsync(_folder, CancellationToken.None);
        var before = await server.PictureAsync("early");
        await DumpEdit.ReplaceAsync(Path.Combine(_folder, "database.sql.gz"), "marker integer", "marker intager");

        var problem = (await Assert.ThrowsAsync<ProblemException>(() => database.RestoreAsync(_folder, CancellationToken.None))).Problem;

        Assert.Equal("backup.restore-failed", problem.Code);
        Assert.Contains("intager", problem.Detail);
        Assert.Equal(before, await server.PictureAsync("early"));
    }

    [Fact(Timeout = Limit)]
    public async Task Wrong_password_is_told_without_showing_it_and_leaves_no_file()
    {
        server.Need();
        await server.CreateAsync("locked_out");
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => server.Access("locked_out", "not-the-password").DumpAsync(_folder, CancellationToken.None))).Problem;
        Assert.Equal("backup.refused", problem.Code);
        Assert.DoesNotContain("not-the-password", problem.ToString());
        Assert.Empty(Names());
    }

    [Fact(Timeout = Limit)]
    public async Task Full_disk_ends_the_dump_at_once_and_leaves_no_file()
    {
        server.Need();
        Needs.Root();
        var database = await server.CreateAsync("large");
        await server.UserSqlAsync("large", "CREATE TABLE t AS SELECT i, gen_random_uuid() a, gen_random_uuid() b, gen_random_uuid() c FROM generate_series(1, 60000) i");
        await PrivateServer.RunAsync(new CommandLine("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder));
        try
        {
            var problem = (await Assert.ThrowsAsync<ProblemException>(() => database.DumpAsync(_folder, CancellationToken.None))).Problem;
            Assert.Equal("backup.no-space", problem.Code);
            Assert.Empty(Names());
        }
        finally
        {
            await PrivateServer.RunAsync(new CommandLine("umount", _folder));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<string?> Names() => Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
