using Slipway.Hosts.Local;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Local;

public class SupervisorTest
{
    [Fact]
    public async Task Process_that_dies_is_started_again()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        site.Switch("one");
        var first = await site.StatusAsync("one");

        using var cut = await site.Http.GetAsync(site.At("/crash"));
        Assert.Equal(502, (int)cut.StatusCode);
        await TestSite.UntilAsync("a second instance listens", async () => await site.StatusAsync("one") is { Listening: true, Restarts: 1 });

        var second = await site.StatusAsync("one");
        Assert.Equal((LocalProcessState.Running, 7), (second.State, second.Exit));
        Assert.NotEqual(first.Pid, second.Pid);
        Assert.Equal("one GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);
        Assert.Contains("slipway: web ended with status 7", await site.Client.LogsAsync("web", "one", 10));
    }

    [Fact]
    public async Task Process_that_always_dies_ends_as_failed_with_its_last_words()
    {
        await using var site = await TestSite.ServeAsync();
        var folder = site.NewRelease("one");
        await site.Client.StartAsync(new LocalStart { Process = "web", Release = "one", Folder = folder, Command = ["sh", "-c", "echo no database; echo at all >&2; exit 3"] });
        await TestSite.UntilAsync("it failed", async () => (await site.StatusAsync("one")).State == LocalProcessState.Failed);

        var status = await site.StatusAsync("one");
        Assert.Equal((5, 3), (status.Restarts, status.Exit));
        var words = await site.Client.LogsAsync("web", "one", 3);
        Assert.Contains("no database\n", words);
        Assert.Contains("at all\n", words);
        Assert.EndsWith("slipway: web ended with status 3; it died too often and is not started again\n", words);
    }

    [Fact]
    public async Task Stop_kills_a_group_that_does_not_listen_to_signals()
    {
        await using var site = await TestSite.ServeAsync();
        var folder = site.NewRelease("one");
        await site.Client.StartAsync(new LocalStart
        {
            Process = "web",
            Release = "one",
            Folder = folder,
            Command = ["bash", "-c", "trap '' TERM; (trap '' TERM; echo $BASHPID > child; while :; do sleep 0.1; done) & while :; do sleep 0.1; done"],
        });
        await TestSite.UntilAsync("the child has started", () => Task.FromResult(File.Exists(Path.Combine(folder, "child")) && new FileInfo(Path.Combine(folder, "child")).Length > 0));
        var child = int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "child")));

        var stopped = await site.Client.StopAsync("web", "one", "SIGTERM", TimeSpan.FromMilliseconds(200));

        Assert.Equal((LocalProcessState.Stopped, 137), (stopped.State, stopped.Exit));
        Assert.False(IsAlive(child), "the child lives on");
        Assert.Contains("did not end within 0.2 s and is killed", await site.Client.LogsAsync("web", "one", 10));
    }

    [Fact]
    public async Task Start_of_what_runs_changes_nothing()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployAsync("one");
        var first = await site.StatusAsync("one");
        Assert.Equal(first.Pid, (await site.Client.StartAsync(site.App("one"))).Pid);
    }

    [Fact]
    public async Task Process_gets_its_own_variables_and_nothing_else_of_ours()
    {
        Environment.SetEnvironmentVariable("SLIPWAY_TEST_LEAK", "leaked");
        await using var site = await TestSite.ServeAsync();
        var folder = site.NewRelease("one");
        await site.Client.StartAsync(new LocalStart
        {
            Process = "web", Release = "one", Folder = folder, Command = ["sh", "-c", "env > seen.tmp; pwd >> seen.tmp; mv seen.tmp seen; exec sleep 60"],
            Env = new Dictionary<string, string> { ["APP_KEY"] = "a b" },
        });
        await TestSite.UntilAsync("it has written", () => Task.FromResult(File.Exists(Path.Combine(folder, "seen"))));

        var seen = await File.ReadAllLinesAsync(Path.Combine(folder, "seen"));
        Assert.Contains("APP_KEY=a b", seen);
        Assert.Contains(folder, seen);
        Assert.DoesNotContain(seen, l => l.StartsWith("SLIPWAY_TEST_LEAK", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_processes_and_signals_are_named()
    {
        await using var site = await TestSite.ServeAsync();
        var process = await Assert.ThrowsAsync<ProblemException>(() => site.Client.StopAsync("web", "nine", "SIGTERM", TimeSpan.FromSeconds(1)));
        Assert.Equal(("local.unknown-process", "process web of release nine"), (process.Problem.Code, process.Problem.Detail));
        var signal = await Assert.ThrowsAsync<ProblemException>(() => site.Client.StopAsync("web", "nine", "SIGFOO", TimeSpan.FromSeconds(1)));
        Assert.Equal("local.unknown-signal", signal.Problem.Code);
    }

    internal static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
