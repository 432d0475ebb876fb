using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>Releases that are bad in every way: each is undone while visitors are served by the old one.</summary>
public sealed class BrokenReleaseTest(BrokenReleaseTest.Site given) : IClassFixture<BrokenReleaseTest.Site>
{
    [Fact]
    public async Task A_release_that_does_not_start_is_undone_and_its_last_words_are_told()
    {
        var run = await FailsAsync("20s", "1s", "fail-start");
        Assert.Equal("app.did-not-start", run.Code);
        Assert.Contains("guest book cannot start: the switch fail-start is set", run.ProblemText);
    }

    [Fact]
    public async Task A_release_that_never_gets_healthy_is_undone_and_its_answer_is_told()
    {
        var run = await FailsAsync("8s", "1s", "fail-health");
        Assert.Equal("app.not-healthy", run.Code);
        Assert.Contains("GET /health must answer 200; last answer: HTTP 503", run.ProblemText);
    }

    [Fact]
    public async Task A_slow_start_is_told_as_still_starting_and_passes_with_more_time()
    {
        var run = await FailsAsync("5s", "1s", "slow-start 20");
        Assert.Equal("app.not-healthy", run.Code);
        Assert.Contains(run.Result.GetProperty("problem").GetProperty("causes").EnumerateArray(), c => c.ToString().Contains("still starting"));

        await using var load = given.Probe.Load();
        await given.DeployAsync("90s", "1s", 0, "slow-start 4");
        Assert.Equal((0, 0), Counts(await load.StopAsync()));
    }

    [Fact]
    public async Task Health_that_fails_after_the_switch_takes_the_release_back()
    {
        var run = await FailsAsync("60s", "40s", "fail-health-after 20");
        Assert.Equal("app.unhealthy-in-soak", run.Code);
        Assert.Contains("503", run.ProblemText);
    }

    [Fact]
    public async Task A_worker_that_keeps_dying_takes_the_release_back()
    {
        var run = await FailsAsync("60s", "60s", "fail-worker");
        Assert.Equal("app.worker-died", run.Code);
        Assert.Contains("worker cannot go on: the switch fail-worker is set", run.ProblemText);
        var state = await given.Host.SshAsync("systemctl", "is-active", $"slipway-guestbook-production--jobs-1@{(await given.Probe.VersionsAsync()).Release}.service");
        Assert.Equal("active\n", state.Out);
    }

    [Fact]
    public async Task Server_errors_that_the_health_does_not_see_take_the_release_back()
    {
        var old = (await given.Probe.VersionsAsync()).Release;
        await using var load = given.Probe.Load();
        var run = await given.DeployAsync("60s", "60s", 20, "error-rate");
        var report = await load.StopAsync();
        Assert.Equal("app.server-errors", run.Code);
        Assert.Equal(["status 500"], report.Failures.Keys);
        Assert.Equal(old, (await given.Probe.VersionsAsync()).Release);
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_leaves_the_old_release_and_names_what_ran()
    {
        var run = await FailsAsync("60s", "1s", "fail-migration");
        Assert.Equal("migrations.failed", run.Code);
        Assert.Contains("9999_fails_half_way", run.ProblemText);
        Assert.Contains("no such table: no_such_table", run.ProblemText);
    }

    [Fact]
    public async Task A_build_that_fails_changes_nothing()
    {
        given.Project.RealBuild = true;
        var run = await FailsAsync("60s", "1s", 4, "fail-build");
        given.Project.RealBuild = false;
        Assert.Equal("build.failed", run.Code);
        Assert.Contains("build failed: the switch fail-build is set", run.ProblemText);
    }

    private Task<SlipwayRun> FailsAsync(string health, string soak, params string[] switches) => FailsAsync(health, soak, 20, switches);

    /// <summary>Deploys under load; the old release must have answered every request.</summary>
    private async Task<SlipwayRun> FailsAsync(string health, string soak, int exit, params string[] switches)
    {
        var old = (await given.Probe.VersionsAsync()).Release;
        await using var load = given.Probe.Load("/versions", "/"); // not /health: after the switch that answers 503 where a story wants it
        var run = await given.DeployAsync(health, soak, exit, switches);
        var report = await load.StopAsync();
        Assert.True((report.Failed, report.Mixed) == (0, 0), $"{report}\n{run}");
        Assert.InRange(report.Requests, 1, long.MaxValue);
        Assert.Equal(old, (await given.Probe.VersionsAsync()).Release);
        return run;
    }

    private static (long Failed, long Mixed) Counts(LoadReport report) => (report.Failed, report.Mixed);

    /// <summary>A host on which version 1 serves.</summary>
    public sealed class Site(DeployFixture fixture) : IAsyncLifetime
    {
        public LabHost Host { get; private set; } = null!;
        public SampleSite Project { get; private set; } = null!;
        public SiteProbe Probe { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await fixture.StartWebHostAsync("broken");
            Project = fixture.Site(Host);
            Probe = Project.Probe();
            (await Project.DeployAsync()).Expect(0);
        }

        public async Task<SlipwayRun> DeployAsync(string health, string soak, int exit, params string[] switches)
        {
            (Project.HealthTimeout, Project.Soak) = (health, soak);
            Project.Switches(switches);
            return (await Project.DeployAsync()).Expect(exit);
        }

        public ValueTask DisposeAsync()
        {
            Probe?.Dispose();
            Project?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
