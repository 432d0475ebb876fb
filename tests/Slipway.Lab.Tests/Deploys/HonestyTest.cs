using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>What is said is what was seen.</summary>
public sealed class HonestyTest(DeployFixture fixture)
{
    [Fact]
    public async Task What_already_serves_is_mended_when_it_does_not()
    {
        var host = await fixture.StartWebHostAsync("honest1");
        using var site = fixture.Site(host);
        using var probe = site.Probe();
        (await site.DeployAsync()).Expect(0);
        Assert.Equal("nothing-to-do", (await site.DeployAsync()).Expect(0).Outcome);

        foreach (var process in (string[])["web", "jobs"])
        {
            await StopAsync(site, host, process);
            var mended = (await site.DeployAsync()).Expect(0);
            Assert.Equal(("done", mended.Release), (mended.Outcome, (await probe.VersionsAsync()).Release));
            (await site.RunAsync("status", site.Environment)).Expect(0);
        }

        await StopAsync(site, host, "web");
        var serving = (await site.RunAsync("status", site.Environment)).Expect(3).Release!;
        var back = (await site.RunAsync("rollback", site.Environment, serving, "--yes")).Expect(0);
        Assert.Equal(("done", back.Release), (back.Outcome, (await probe.VersionsAsync()).Release));

        Assert.Equal(0, (await host.SshAsync("systemctl", "stop", "nginx")).Exit);
        Assert.Equal("preflight.no-nginx", (await site.DeployAsync()).Expect(4).Code);
        Assert.Equal("preflight.no-nginx", (await site.RunAsync("rollback", site.Environment, back.Release!, "--yes")).Expect(4).Code);
        Assert.Equal(0, (await host.SshAsync("systemctl", "start", "nginx")).Exit);
        Assert.Equal("nothing-to-do", (await site.DeployAsync()).Expect(0).Outcome);
    }

    [Fact]
    public async Task A_host_that_is_lost_in_the_soak_is_not_said_to_be_unchanged()
    {
        var host = await fixture.StartWebHostAsync("honest2");
        using var site = fixture.Site(host);
        (await site.DeployAsync()).Expect(0);
        await site.SetVersionAsync(2);
        site.Soak = "15s";
        (site.Variables["SLIPWAY_PING_INTERVAL"], site.Variables["SLIPWAY_SILENCE_LIMIT"]) = ("1", "4");
        using var client = await site.StartDeployAsync();
        await client.WaitForStepAsync("soak");

        await host.CutNetworkAsync();
        var run = (await client.EndAsync()).Expect(21);
        await host.HealNetworkAsync();

        Assert.Equal(("unknown", "hosts.lost-alone"), (run.Outcome, run.Code));
        Assert.Contains("slipway status production", run.ProblemText, StringComparison.Ordinal);
        await site.SettleAsync();
        Assert.Equal(0, (await site.RunAsync("status", site.Environment)).Exit);
        using var probe = site.Probe();
        Assert.Equal(2, (await probe.VersionsAsync()).Version);
    }

    private static async Task StopAsync(SampleSite site, LabHost host, string process)
    {
        await site.SettleAsync(); // else the release before may still run
        var units = await host.SshAsync("systemctl", "list-units", $"slipway-*{process}*", "--no-legend", "--plain", "--state=active");
        var unit = units.Out.Split(' ')[0];
        Assert.NotEqual("", unit);
        Assert.Equal(0, (await host.SshAsync("systemctl", "stop", unit)).Exit);
        Assert.NotEqual(0, (await host.SshAsync("systemctl", "is-active", unit)).Exit);
    }
}
