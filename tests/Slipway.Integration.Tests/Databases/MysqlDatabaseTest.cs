using Slipway.Problems;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests.Databases;

/// <summary>Dump and restore against a real MariaDB.</summary>
public sealed class MysqlDatabaseTest(MariadbServer server) : IClassFixture<MariadbServer>, IDisposable
{
    private const int Limit = 120_000;

    private const string Schema = """
        CREATE TABLE `parent` (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(200), raw BLOB, size INT AS (LENGTH(name)) STORED) ENGINE=InnoDB;
        CREATE TABLE `child ``of; (it)` (id INT PRIMARY KEY, parent_id INT, CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE) ENGINE=InnoDB;
        CREATE TABLE empty_one (id INT);
        INSERT INTO parent (name, raw) VALUES ('plain', x'00ff27'), ('it''s (1),(2); \\ "x"\n-- Slipway: objects\n', x'5c27'), ('ümläut 🚀', NULL), (');INSERT INTO `parent` VALUES (1', '');
        INSERT INTO `child ``of; (it)` VALUES (1, 1), (2, 3);
        CREATE VIEW names AS SELECT name FROM parent;
        CREATE VIEW a_first AS SELECT * FROM names;
        CREATE TRIGGER upper_name BEFORE INSERT ON parent FOR EACH ROW SET NEW.name = UPPER(NEW.name);
        CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1;
        CREATE PROCEDURE nothing() SELECT 1;
        CREATE EVENT sweep ON SCHEDULE EVERY 1 DAY DO DELETE FROM empty_one;
        """;

    private const string Migration = """
        DROP VIEW a_first; DROP TRIGGER upper_name; DROP FUNCTION one;
        ALTER TABLE parent DROP COLUMN raw, ADD COLUMN extra INT;
        DELETE FROM parent WHERE id = 1; INSERT INTO parent (name) VALUES ('new');
        DROP TABLE empty_one; CREATE TABLE added (id INT PRIMARY KEY, p INT, CONSTRAINT fk_added FOREIGN KEY (p) REFERENCES parent (id)); INSERT INTO added VALUES (1, 2);
        CREATE VIEW extra_view AS SELECT * FROM added; CREATE TRIGGER late AFTER INSERT ON added FOR EACH ROW SET @x = 1; CREATE PROCEDURE fresh() SELECT 2;
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-test-dump-").FullName;

    [Theory(Timeout = Limit)]
    [InlineData("swap", true)]
    [InlineData("in_place", false)]
    public async Task Restore_brings_back_exactly_what_was_dumped(string name, bool mayCreateDatabases)
    {
        server.Need();
        var database = await server.CreateAsync(name, mayCreateDatabases);
        await AsUserAsync(name, Schema);
        var before = await server.PictureAsync(name);

        var dump = await database.DumpAsync(_folder, CancellationToken.None);
        await AsUserAsync(name, Migration);
        Assert.NotEqual(before, await server.PictureAsync(name));
        await database.RestoreAsync(_folder, CancellationToken.None);

        Assert.Equal(before, await server.PictureAsync(name));
        Assert.Equal((3, 6L), (dump.Tables, dump.Rows));
        Assert.Equal(new FileInfo(dump.Path).Length, dump.Bytes);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(dump.Path));
        Assert.Equal(["database.json", "database.sql.gz"], Names());
        await server.SqlAsync(name, "DELETE FROM parent WHERE id = 1");
        Assert.Equal("1\n", await server.SqlAsync(name, "SELECT COUNT(*) FROM `child ``of; (it)`"));
    }

    [Fact(Timeout = Limit)]
    public async Task Empty_schema_gives_a_dump_of_nothing_and_its_restore_empties_the_schema()
    {
        server.Need();
        var database = await server.CreateAsync("nothing_yet", true);
        var dump = await database.DumpAsync(_folder, CancellationToken.None);
        Assert.Equal((0, 0L), (dump.Tables, dump.Rows));
        var before = await server.PictureAsync("nothing_yet");
        await AsUserAsync("nothing_yet", Schema);
        await database.RestoreAsync(_folder, CancellationToken.None);
        Assert.Equal(before, await server.PictureAsync("nothing_yet"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("held_swap", true)]
    [InlineData("held_in_place", false)]
    public async Task Restore_that_fails_leaves_the_data_as_it_was(string name, bool mayCreateDatabases)
    {
        server.Need();
        var database = await server.CreateAsync(name, mayCreateDatabases);
        await AsUserAsync(name, Schema);
        await database.DumpAsync(_folder, CancellationToken.None);
        await AsUserAsync(name, Migration);
        var before = await server.PictureAsync(name);
        await SpoilAsync("`raw` blob", "`raw` bloob");

        var problem = (await Assert.ThrowsAsync<ProblemException>(() => database.RestoreAsync(_folder, CancellationToken.None))).Problem;

        Assert.Equal("backup.restore-failed", problem.Code);
        Assert.Contains("bloob", problem.Detail);
        Assert.Equal(before, await server.PictureAsync(name));
        Assert.DoesNotContain(".present.sql.gz", Names());
    }

    /// <summary>The client has ended while most of the dump is still to be sent.</summary>
    [Theory(Timeout = Limit)]
    [InlineData("early_swap", true)]
    [InlineData("early_in_place", false)]
    public async Task Restore_of_a_large_dump_that_fails_early_tells_the_servers_words(string name, bool mayCreateDatabases)
    {
        server.Need();
        var database = await server.CreateAsync(name, mayCreateDatabases);
        await AsUserAsync(name, "CREATE TABLE early (marker INT); CREATE TABLE large (id INT, raw BLOB); INSERT INTO large SELECT seq, RANDOM_BYTES(1000) FROM seq_1_to_4000");
        await database.DumpAsync(_folder, CancellationToken.None);
        var before = await server.PictureAsync(name);
        await SpoilAsync("`marker` int", "`marker` imt");

        var problem = (await Assert.ThrowsAsync<ProblemException>(() => database.RestoreAsync(_folder, CancellationToken.None))).Problem;

        Assert.Equal("backup.restore-failed", problem.Code);
        Assert.Contains("imt", problem.Detail);
        Assert.Equal(before, await server.PictureAsync(name));
    }

    [Fact(Timeout = Limit)]
    public async Task Damaged_dump_is_refused_before_anything_is_touched()
    {
        server.Need();
        var database = await server.CreateAsync("damaged", true);
        await AsUserAsync("damaged", Schema);
        var dump = await database.DumpAsync(_folder, CancellationToken.None);
        var before = await server.PictureAsync("damaged");
        var bytes = await File.ReadAllBytesAsync(dump.Path);
        await File.WriteAllBytesAsync(dump.Path, bytes[..(bytes.Length / 2)]);

        var problem = (await Assert.ThrowsAsync<ProblemException>(() => database.RestoreAsync(_folder, CancellationToken.None))).Problem;

        Assert.Equal("backup.broken-dump", problem.Code);
        Assert.Equal(before, await server.PictureAsync("damaged"));
    }

    [Fact(Timeout = Limit)]
    public async Task Wrong_password_is_told_without_showing_it_and_leaves_no_file()
    {
        server.Need();
        await server.CreateAsync("locked_out", false);
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
        Needs.Programs("mount", "umount");
        var database = await server.CreateAsync("large", false);
        await AsUserAsync("large", "CREATE TABLE t (id INT, raw BLOB); INSERT INTO t SELECT seq, RANDOM_BYTES(1000) FROM seq_1_to_8000");
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

    // As the app does: what it makes belongs to it.
    private Task<string> AsUserAsync(string name, string sql) => server.UserSqlAsync(name, sql);

    private Task SpoilAsync(string text, string by) => DumpEdit.ReplaceAsync(Path.Combine(_folder, "database.sql.gz"), text, by);

    private IEnumerable<string?> Names() => Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
