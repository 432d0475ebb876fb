using Slipway.Databases;
using Slipway.Databases.Sqlite;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Databases;

/// <summary>With the system's SQLite and real files.</summary>
public sealed class SqliteDatabaseTest : IDisposable
{
    private readonly string _root = RealPath.Of(Directory.CreateTempSubdirectory("slipway-test-sqlite-").FullName);

    public SqliteDatabaseTest()
    {
        Directory.CreateDirectory(Path.Combine(_root, "release"));
        Directory.CreateDirectory(Path.Combine(_root, "shared"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "release", "data"), "../shared");
    }

    private string Live => Path.Combine(_root, "shared", "app.db");

    private string Dumps => Path.Combine(_root, "dumps", "r1");

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public async Task Restore_brings_back_exactly_what_was_dumped(string journal)
    {
        Write($"PRAGMA journal_mode={journal}", "CREATE TABLE a (x)", "CREATE TABLE \"o\"\"dd\" (x)", "INSERT INTO a VALUES ('1'), ('ü')", "INSERT INTO \"o\"\"dd\" VALUES ('z')");
        File.SetUnixFileMode(Live, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        using var app = new SqliteConnection(Live, create: false);
        app.Query("SELECT count(*) FROM a");
        var dump = await Access().DumpAsync(Dumps, CancellationToken.None);
        Write("DROP TABLE a", "CREATE TABLE b (x)", "INSERT INTO \"o\"\"dd\" VALUES ('y')");
        await Access().RestoreAsync(Dumps, CancellationToken.None);

        Assert.Equal((2, 3L), (dump.Tables, dump.Rows));
        Assert.Equal(["1", "ü"], app.Query("SELECT x FROM a ORDER BY rowid"));
        Assert.Equal(["a", "o\"dd"], app.Query("SELECT name FROM sqlite_master ORDER BY 1"));
        Assert.Equal([journal], app.Query("PRAGMA journal_mode"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Live));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(dump.Path));
        Assert.Equal(["database.json", "database.sqlite"], Directory.EnumerateFiles(Dumps).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Database_that_does_not_exist_yet_is_nothing_to_dump_and_its_restore_removes_the_file()
    {
        var access = Access();
        var dump = await access.DumpAsync(Dumps, CancellationToken.None);
        Assert.Equal((0, 0L), (dump.Tables, dump.Rows));
        Write("CREATE TABLE a (x)");
        await access.RestoreAsync(Dumps, CancellationToken.None);
        Assert.False(File.Exists(Live));
    }

    [Fact]
    public async Task Damaged_dump_is_refused_and_the_live_file_is_untouched()
    {
        Write("CREATE TABLE a (x)", "INSERT INTO a VALUES ('1')");
        var dump = await Access().DumpAsync(Dumps, CancellationToken.None);
        var before = await File.ReadAllBytesAsync(Live);
        await File.WriteAllBytesAsync(dump.Path, (await File.ReadAllBytesAsync(dump.Path))[..4096]);

        var problem = (await Assert.ThrowsAsync<ProblemException>(() => Access().RestoreAsync(Dumps, CancellationToken.None))).Problem;

        Assert.Equal("backup.sqlite-failed", problem.Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(Live));
    }

    [Fact]
    public async Task File_that_is_no_database_gives_a_problem_and_leaves_no_dump()
    {
        await File.WriteAllTextAsync(Live, new string('x', 8192));
        var problem = (await Assert.ThrowsAsync<ProblemException>(() => Access().DumpAsync(Dumps, CancellationToken.None))).Problem;
        Assert.Equal("backup.sqlite-failed", problem.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Dumps));
    }

    [Theory]
    [InlineData("DATABASE_URL", "sqlite:///data/app.db")]
    [InlineData("DATABASE_PATH", "data/app.db")]
    [InlineData("DB_DATABASE", "data/app.db")]
    [InlineData("DB_DSN", "sqlite:data/app.db")]
    [InlineData("DATABASE_URL", "file:./data/app.db?mode=rwc")]
    [InlineData("ConnectionStrings__Default", "Data Source=data/app.db;Cache=Shared")]
    [InlineData("ConnectionStrings__Default", "DataSource=\"data/app.db\"")]
    public void Path_comes_from_the_variables(string name, string value) =>
        Assert.Equal(Live, SqliteLocator.Find(new Dictionary<string, string?> { [name] = value }, Path.Combine(_root, "release")));

    [Fact]
    public void Absolute_path_in_a_url_has_four_slashes() =>
        Assert.Equal("/srv/x.db", SqliteLocator.FromVariables(new Dictionary<string, string?> { ["DATABASE_URL"] = "sqlite:////srv/x.db" }));

    [Fact]
    public void Without_variables_the_one_file_in_the_usual_folders_is_it()
    {
        var release = Path.Combine(_root, "release");
        Assert.Null(SqliteLocator.Find(new Dictionary<string, string?>(), release));
        File.Create(Live).Dispose();
        Assert.Equal(Live, SqliteLocator.Find(new Dictionary<string, string?>(), release));
        File.Create(Path.Combine(_root, "shared", "other.sqlite3")).Dispose();
        Assert.Equal("backup.sqlite-which", Assert.Throws<ProblemException>(() => SqliteLocator.Find(new Dictionary<string, string?>(), release)).Problem.Code);
    }

    [Fact]
    public void Database_inside_the_release_is_refused() => Assert.Equal("backup.sqlite-in-release", Assert.Throws<ProblemException>(() =>
        SqliteLocator.Find(new Dictionary<string, string?> { ["DATABASE_PATH"] = "app.db" }, Path.Combine(_root, "release"))).Problem.Code);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private DatabaseAccess Access() =>
        DatabaseAccess.From("sqlite", new Dictionary<string, string?> { ["DATABASE_PATH"] = "data/app.db" }, Path.Combine(_root, "release"), ClientAccount.Caller);

    private void Write(params string[] statements)
    {
        using var connection = new SqliteConnection(Live, create: true);
        foreach (var sql in statements)
            connection.Query(sql);
    }
}
