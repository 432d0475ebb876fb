using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>Many deploys while visitors come all the time.</summary>
public sealed class LoadTest(DeployFixture fixture)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("SLIPWAY_SOAK") == "1";

    [Fact]
    public async Task No_request_fails_and_none_sees_two_releases_while_versions_go_back_and_forth()
    {
        var (deploys, requests) = Long ? (100, 100_000) : (10, 5_000);
        var host = await fixture.StartWebHostAsync("load");
        using var site = fixture.Site(host);
        using var probe = site.Probe();
        (site.Keep, site.Drain) = (2, "5s");
        (await site.DeployAsync()).Expect(0);

        var pace = new DeployPace();
        await using var load = probe.Load();
        for (var i = 0; i < deploys; i++)
        {
            await site.SetVersionAsync(1 + ((i + 1) % 2));
            site.Env($"GREETING=hello-{site.Version}");
            var run = (await pace.MeasureAsync(() => site.DeployAsync("--force"))).Expect(0);
            Assert.Equal((site.Version, run.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
            if (i % 5 != 4)
                continue;
            var back = (await site.RunAsync("rollback", site.Environment, "--yes")).Expect(0);
            Assert.Equal((3 - site.Version, back.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
        }

        while (load.Report.Requests < requests)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        var report = await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{report}\n{pace}");
        Assert.True((report.Failed, report.Mixed) == (0, 0), report.ToString());
        Assert.False(Long && pace.SlowedDown, pace.ToString());
    }
}
