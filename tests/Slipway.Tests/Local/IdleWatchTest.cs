using Slipway.Cli.Local;
using Slipway.Deployments.Transactions;
using Slipway.Hosts.Local;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Local;

/// <summary>Whom nobody needs ends by itself, and nobody else.</summary>
public class IdleWatchTest
{
    [Fact]
    public async Task A_server_with_nothing_to_serve_ends()
    {
        await using var site = TestSite.Folder();
        var server = await LocalServer.StartAsync(site.Site, LocalServer.TryClaim(site.Site)!, new FastTime());
        await using (server)
            await server.IdleAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        var log = await File.ReadAllTextAsync(site.Site.LogFile, TestContext.Current.CancellationToken);
        Assert.Contains("nothing is deployed here and nobody called for a minute", log);
        Assert.False(Directory.Exists(site.Site.Run));
    }

    [Fact]
    public async Task It_waits_for_a_minute_after_the_last_call()
    {
        await using var site = TestSite.Folder();
        var watch = new IdleWatch(site.Site, () => false, TimeProvider.System);
        Assert.False(Looked(watch));
        watch.Called();
        Assert.False(Looked(watch));
        Assert.True(watch.Look());
    }

    [Fact]
    public async Task What_serves_runs_or_is_worked_on_keeps_it()
    {
        await using var site = TestSite.Folder();
        site.Site.CreateFolders();
        var runs = true;
        var watch = new IdleWatch(site.Site, () => runs, TimeProvider.System);
        Assert.False(Looked(watch) || watch.Look());
        runs = false;
        using (HostLock.TryTake(site.Site.Paths, new("tx1", "ann@laptop", "deploy 4-0b1c2d3e", DateTimeOffset.UnixEpoch, 42)))
            Assert.False(Looked(watch) || watch.Look());
        site.NewRelease("one");
        site.Switch("one");
        Assert.False(Looked(watch) || watch.Look());
        File.Delete(site.Site.Paths.Current);
        Assert.False(Looked(watch, IdleWatch.Looks - 1));
        Assert.True(watch.Look());
        Directory.Delete(site.Site.Run);
    }

    private static bool Looked(IdleWatch watch, int times = IdleWatch.Looks) =>
        Enumerable.Range(0, times).Select(_ => watch.Look()).ToList().Any(idle => idle);
}
