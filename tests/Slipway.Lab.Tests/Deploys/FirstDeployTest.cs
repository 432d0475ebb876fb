using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>The life of a site from the first deploy on a fresh server, in one story because each part needs the one before.</summary>
public sealed class FirstDeployTest(DeployFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deploys_serve_what_the_laptop_has_and_the_site_is_back_after_a_reboot()
    {
        var host = await fixture.StartWebHostAsync("first");
        using var site = fixture.Site(host);
        using var probe = site.Probe();
        site.RealBuild = true;

        var first = (await site.DeployAsync()).Expect(0);
        Assert.Equal("done", first.Outcome);
        Assert.Equal(new SiteVersions(1, 1, 1, 1, "hello", first.Release!), await probe.VersionsAsync());
        Assert.Contains("The book is open.", await probe.Http.GetStringAsync("/", Cancel));
        Assert.Equal("active\n", (await host.SshAsync("systemctl", "is-active", $"slipway-guestbook-production--jobs-1@{first.Release}.service")).Out);

        var same = (await site.DeployAsync()).Expect(0);
        Assert.Equal("nothing-to-do", same.Outcome);
        Assert.Equal(first.Release, same.Release);

        await site.SetVersionAsync(2);
        site.Env("GREETING=hello-2");
        var second = (await site.DeployAsync()).Expect(0);
        Assert.Equal(new SiteVersions(2, 2, 2, 2, "hello-2", second.Release!), await probe.VersionsAsync());
        Assert.Equal(first.Release, second.Result.GetProperty("previous").GetString());

        var forced = (await site.DeployAsync("--force")).Expect(0);
        Assert.Equal("done", forced.Outcome);
        Assert.NotEqual(second.Release, forced.Release);
        Assert.Equal(new SiteVersions(2, 2, 2, 2, "hello-2", forced.Release!), await probe.VersionsAsync());

        await host.StopAsync();
        await host.BootAsync();
        Assert.Equal(forced.Release, (await probe.VersionsWhenUpAsync()).Release);
        Assert.Equal("nothing-to-do", (await site.DeployAsync()).Expect(0).Outcome);
    }
}
