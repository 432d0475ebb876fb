using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>A disk that is full before a deploy, or becomes full at any step of it.</summary>
public sealed class FullDiskTest(DeployFixture fixture)
{
    private static readonly string[] BeforeTheCommit = ["upload", "tree", "configure", "migrate", "site", "start", "health", "switch", "workers", "soak", "commit"];

    [Fact]
    public async Task A_disk_without_bytes_or_inodes_is_refused_and_one_that_fills_at_any_step_never_takes_the_site_away()
    {
        var host = await fixture.StartWebHostAsync("full", HostDisk.Ext4, diskMegabytes: 512);
        using var site = fixture.Site(host);
        using var probe = site.Probe();
        var serving = (await site.DeployAsync()).Expect(0).Release!;
        await using var load = probe.Load("/versions");

        await host.FillDiskAsync(leaveBytes: 8 << 20);
        Assert.Equal("preflight.little-space", (await site.DeployAsync("--force")).Expect(4).Code);
        await host.FreeDiskAsync();
        await host.FillInodesAsync(leave: 50);
        Assert.Equal("preflight.few-inodes", (await site.DeployAsync("--force")).Expect(4).Code);
        await host.FreeDiskAsync();
        Assert.Equal(serving, (await probe.VersionsAsync()).Release);

        foreach (var step in BeforeTheCommit)
        {
            serving = await FullAtAsync(site, probe, host, step, serving, "bytes", () => host.FillDiskAsync());
            serving = await FullAtAsync(site, probe, host, step, serving, "inodes", () => host.FillInodesAsync());
        }

        Assert.Equal("done", (await site.DeployAsync("--force")).Expect(0).Outcome);
        var report = await load.StopAsync();
        Assert.True((report.Failed, report.Mixed) == (0, 0), report.ToString());
    }

    /// <returns>The release that serves afterwards: the new one only if the deploy says so.</returns>
    private static async Task<string> FullAtAsync(SampleSite site, SiteProbe probe, LabHost host, string step, string serving, string what, Func<Task> fill)
    {
        using var deploy = await site.DeployHeldAsync(step + ":before", "--force");
        await fill();
        site.Resume();
        var run = await deploy.EndAsync();
        await host.FreeDiskAsync();
        site.HoldAgain();
        Assert.True(run.Exit is 0 or 20, $"no {what} at {step}: {run}");
        var now = (await probe.VersionsAsync()).Release;
        Assert.True(now == (run.Exit == 0 ? run.Release : serving), $"no {what} at {step}: {now} serves, before {serving}\n{run}");
        return now;
    }
}
