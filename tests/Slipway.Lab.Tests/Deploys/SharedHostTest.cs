using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>Several apps and environments on one host whose names, joined, could be taken for each other's.</summary>
public sealed class SharedHostTest(DeployFixture fixture)
{
    [Fact]
    public async Task Apps_never_share_a_name_a_root_or_a_unit()
    {
        var host = await fixture.StartWebHostAsync("shared");
        using var first = Site(host, "kol", "eu-production", "kol.eu.example.com");
        using var probe = first.Probe();
        var release = (await first.DeployAsync()).Expect(0).Release;

        using (var sameKey = Site(host, "kol-eu", "production", "kol-eu.example.com"))
        {
            foreach (var refused in (SlipwayRun[])[await sameKey.DeployAsync(), await sameKey.RunAsync("status", "production")])
                Assert.Equal((4, "owner.name-taken"), (refused.Exit, refused.Code));
        }

        using (var sameRoot = Site(host, "kol-eu-production", "production", "other.example.com"))
        {
            sameRoot.Env("ONLY_OF_THE_OTHER=secret");
            foreach (var refused in (SlipwayRun[])[await sameRoot.DeployAsync(), await sameRoot.RunAsync("env", "push", "production", "--yes")])
                Assert.Equal((4, "owner.root-taken"), (refused.Exit, refused.Code));
        }

        Assert.Equal(release, (await probe.VersionsAsync()).Release);
        Assert.Equal(release, (await first.RunAsync("status", "eu-production")).Expect(0).Release);
    }

    [Fact]
    public async Task The_undo_of_one_environment_leaves_the_worker_of_the_other_alone()
    {
        var host = await fixture.StartWebHostAsync("units");
        using var eu = Site(host, "uc", "eu", "uc1.example.com", "web-x");
        using var web = Site(host, "uc", "eu-web", "uc2.example.com", "x");
        var one = (await eu.DeployAsync()).Expect(0).Release;
        var other = (await web.DeployAsync()).Expect(0).Release;
        Assert.Equal(one, other);
        web.Switches("fail-worker");
        web.Soak = "6s";
        Assert.Equal(20, (await web.DeployAsync()).Exit);
        foreach (var unit in (string[])[$"slipway-uc-eu--web-x-1@{one}", $"slipway-uc-eu-web--x-1@{other}"])
            Assert.Equal("active\n", (await host.SshAsync("systemctl", "is-active", unit + ".service")).Out);
    }

    private SampleSite Site(LabHost host, string app, string environment, string name, params string[] workers)
    {
        var site = fixture.Site(host);
        (site.App, site.Environment, site.HostName, site.Workers) = (app, environment, name, workers);
        site.Env("GREETING=hello");
        return site;
    }
}
