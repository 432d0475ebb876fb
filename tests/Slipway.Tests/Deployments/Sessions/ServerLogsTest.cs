using Slipway.Deployments.Sessions;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Sessions;

public sealed class ServerLogsTest : IDisposable
{
    private readonly TestHost _host = new();
    private readonly List<string> _told = [];
    private readonly List<CommandLine> _ran = [];

    public ServerLogsTest()
    {
        Directory.CreateDirectory(_host.Layout.Release("1-abcdef01"));
        File.CreateSymbolicLink(_host.Layout.Current, _host.Layout.Release("1-abcdef01"));
    }

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(0, "Insufficient watch descriptors available. Reverting to -n.", 0, false)]
    [InlineData(1, "Failed to iterate through journal: Bad message", 0, false)]
    [InlineData(1, "Failed to iterate through journal: Bad message", 3600, true)]
    public async Task Following_goes_on_behind_the_last_line_when_journalctl_ends_by_itself(int exit, string errors, int seconds, bool followsAgain)
    {
        using var enough = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(follow: true, async (n, tell) =>
        {
            await tell(n == 0 ? Line("c1", "one") : Line($"d{n}", $"after {n}"));
            if (n == 0)
                await tell(Line("c2", "two"));
            if (n == 3)
                await enough.CancelAsync();
            return Ends(exit, errors, seconds);
        }, enough.Token));

        Assert.Equal(["one", "two", "after 1", "after 2", "after 3"], _told);
        Assert.Equal("20", After("--lines", _ran[0]));
        Assert.Equal(["c2", "d1", "d2"], _ran.Skip(1).Select(c => After("--after-cursor", c)));
        Assert.All(_ran.Skip(1), c => Assert.Null(After("--lines", c)));
        Assert.Equal([true, followsAgain, followsAgain, followsAgain], _ran.Select(c => c.Arguments.Contains("--follow")));
    }

    [Fact]
    public async Task Without_following_the_end_is_the_end_unless_it_failed()
    {
        await SendAsync(follow: false, async (n, tell) =>
        {
            await tell(Line($"c{n}", $"line {n}"));
            return Ends(n == 0 ? 1 : 0, "");
        });
        Assert.Equal(["line 0", "line 1"], _told);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_journal_that_cannot_be_read_is_given_up_with_journalctls_words(bool follow)
    {
        var thrown = await Assert.ThrowsAsync<ProblemException>(() => SendAsync(follow, (_, _) => Task.FromResult(Ends(1, "Failed to open files: No medium"))));
        Assert.Equal(("session.logs-ended", "journalctl: exit 1 Failed to open files: No medium"), (thrown.Problem.Code, thrown.Problem.Detail));
        Assert.Equal(5, _ran.Count);
    }

    [Fact]
    public async Task Of_the_web_servers_files_those_that_exist_are_read()
    {
        await new ServerLogs(new LogsRequest(_host.Layout, 20, false) { WebServer = true }, _ => default, (_, _) => throw new InvalidOperationException("nothing is there to read")).SendAsync(CancellationToken.None);
    }

    private Task SendAsync(bool follow, Func<int, Func<string, ValueTask>, Task<CommandResult>> journalctl, CancellationToken cancel = default) =>
        new ServerLogs(
            new LogsRequest(_host.Layout, 20, follow),
            line =>
            {
                _told.Add(line.Line);
                return default;
            },
            (command, _) =>
            {
                _ran.Add(command);
                return journalctl(_ran.Count - 1, json => command.OnLine!(false, json));
            }).SendAsync(cancel);

    private string Line(string cursor, string message) =>
        $$"""{"__CURSOR":"{{cursor}}","_SYSTEMD_UNIT":"{{_host.Layout.UnitName("web")}}@1-abcdef01.service","MESSAGE":"{{message}}"}""";

    private static CommandResult Ends(int exit, string errors, int seconds = 0) => new(exit, "", errors, false, false, TimeSpan.FromSeconds(seconds));

    private static string? After(string option, CommandLine command) =>
        command.Arguments.SkipWhile(a => a != option).Skip(1).FirstOrDefault();
}
