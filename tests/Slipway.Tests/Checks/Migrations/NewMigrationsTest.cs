using Slipway.Checks.Project.Migrations;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Checks.Migrations;

public sealed class NewMigrationsTest : IDisposable
{
    private const string Drop = "DROP TABLE a;\n";

    private readonly SmallProject _project = new(("migrations/0001_first.sql", Drop), ("README.md", ""));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Without_a_repository_it_cannot_be_told() => Assert.Equal("unknown\ngit cannot tell which migrations are new", await JudgeAsync());

    [Fact]
    public async Task What_the_repository_began_with_is_not_new()
    {
        await CommitAsync("2020-01-01T00:00:00Z");
        Assert.Equal("pass", await JudgeAsync());
    }

    [Fact]
    public async Task What_is_not_committed_is_new()
    {
        await CommitAsync("2020-01-01T00:00:00Z");
        Write("migrations/0002_second.sql");
        Assert.Equal(Told("0002_second"), await JudgeAsync());
    }

    [Fact]
    public async Task What_came_within_a_month_is_new()
    {
        await CommitAsync("2020-01-01T00:00:00Z");
        Write("migrations/0002_second.sql");
        await CommitAsync("2020-02-01T00:00:00Z");
        Write("migrations/0003_third.sql");
        await CommitAsync(DateTimeOffset.UtcNow.AddDays(-5).ToString("yyyy-MM-ddTHH:mm:ssZ"));
        Assert.Equal(Told("0003_third"), await JudgeAsync());
    }

    [Fact]
    public async Task An_old_day_in_the_name_is_not_new()
    {
        await CommitAsync("2020-01-01T00:00:00Z");
        Write("migrations/2021_03_04_120000_moved_here.sql");
        await CommitAsync(DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        Assert.Equal("pass", await JudgeAsync());
    }

    [Fact]
    public async Task Without_migrations_there_is_nothing_to_judge() => Assert.Equal("skip\nno migrations", await SmallProject.JudgeAsync(new MigDestructive(), ("a.sql", Drop)));

    private static string Told(string name) => $"fail\nmigrations/{name}.sql:1:1 {name} drops a table, view, schema or database; safer: stop using it in one release, remove it in a later one";

    private Task<string> JudgeAsync() => _project.JudgeAsync(new MigDestructive());

    private void Write(string path) => File.WriteAllText(Path.Combine(_project.Folder, path), Drop);

    private async Task CommitAsync(string date)
    {
        foreach (var words in (string[][])[["init", "-q", "-b", "main"], ["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "More"]])
        {
            var variables = new Dictionary<string, string?> { ["GIT_AUTHOR_DATE"] = date, ["GIT_COMMITTER_DATE"] = date, ["GIT_CONFIG_GLOBAL"] = "/dev/null" };
            Assert.Equal(0, (await Command.RunAsync(new CommandLine("git", words) { Folder = _project.Folder, Variables = variables })).Exit);
        }
    }
}
