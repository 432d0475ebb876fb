using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests;

/// <summary>What visitors see of the web server while a release takes another's place.</summary>
public sealed class EntranceTest(StackHost stacks) : IClassFixture<StackHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("php", "php")]
    [InlineData("node", "uploads")]
    public async Task Slow_uploads_end_well_whatever_is_done_meanwhile(string stack, string database)
    {
        using var site = Site(stack, database, $"uploads-{stack}");
        using var probe = new SiteProbe(stacks.Host.Address, $"uploads-{stack}.example.com");
        (await site.DeployAsync()).Expect(0);
        using var uploads = SlowUploads.Start(probe, $"uploads-{stack}.example.com", TimeSpan.FromSeconds(6));
        await Task.Delay(TimeSpan.FromSeconds(6), Cancel);
        await site.SetVersionAsync(2);
        (await site.DeployAsync()).Expect(0);
        await Task.Delay(TimeSpan.FromSeconds(8), Cancel);
        site.Change("slipway.yaml", ("soak: 1s", "soak: 12s"));
        Assert.Equal("undone", (await site.DeployBrokenAsync("fail-health-after 6")).Expect(20).Outcome);
        await Task.Delay(TimeSpan.FromSeconds(8), Cancel);
        (await site.RollbackAsync()).Expect(0);
        await Task.Delay(TimeSpan.FromSeconds(8), Cancel);

        var (begun, failed) = await uploads.StopAsync();
        Assert.True(failed.Count == 0, $"{failed.Count} of {begun} failed:\n{string.Join('\n', failed.Order())}");
        Assert.Equal(1, (await probe.VersionsAsync()).Version);
    }

    [Fact]
    public async Task Old_release_is_served_by_its_own_document_root_until_the_switch()
    {
        using var site = Site("php", "php", "moved");
        using var probe = new SiteProbe(stacks.Host.Address, "moved.example.com");
        Directory.Move(Path.Combine(site.Project, "public"), Path.Combine(site.Project, "web"));
        (await site.DeployAsync()).Expect(0);
        Directory.Move(Path.Combine(site.Project, "web"), Path.Combine(site.Project, "public"));
        await site.SetVersionAsync(2);

        await using var load = probe.Load();
        site.Change("slipway.yaml", ("timeout: 15s", "timeout: 4s"));
        Assert.Equal("undone", (await site.DeployBrokenAsync("fail-health")).Expect(20).Outcome);
        site.Change("slipway.yaml", ("timeout: 4s", "timeout: 15s"), ("soak: 1s", "soak: 8s"));
        Assert.Equal("undone", (await site.DeployBrokenAsync("fail-health-after 4")).Expect(20).Outcome);
        (await site.DeployAsync()).Expect(0);
        Assert.Equal(2, (await probe.VersionsAsync()).Version);
        (await site.RollbackAsync()).Expect(0);
        Assert.Equal(1, (await probe.VersionsAsync()).Version);

        var report = await load.StopAsync();
        Assert.True(report is { Failed: 0, Mixed: 0, Requests: > 500 }, $"{report}");
    }

    private StackSite Site(string stack, string database, string app)
    {
        var site = stacks.Site(stack, database);
        site.Change("slipway.yaml", ($"app: guestbook-{stack}", $"app: {app}"), (site.Name, $"{app}.example.com"));
        return site;
    }
}
