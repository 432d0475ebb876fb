using System.Diagnostics;
using System.Globalization;
using System.Net;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests;

/// <summary>What visitors see of the web server while a release takes another's place.</summary>
public sealed class EntranceTest(StackHost stacks) : IClassFixture<StackHost>
{
    private static bool Soak => Environment.GetEnvironmentVariable("SLIPWAY_SOAK") == "1";

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

    /// <summary>Pairs of settings that a deploy may go between; all of them with SLIPWAY_SOAK=1, else some that the seed chooses.</summary>
    [Fact]
    public async Task Old_release_is_served_as_it_was_until_the_switch_whatever_the_new_one_changes()
    {
        var seed = Environment.GetEnvironmentVariable("SLIPWAY_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1000);
        TestContext.Current.TestOutputHelper?.WriteLine($"SLIPWAY_SEED={seed}");
        var random = new Random(seed);
        var cells = (from pair in Pairs() from end in (string[])["good", "unhealthy", "fading", "killed"] select (pair.Before, pair.After, End: end))
            .Where(cell => !(cell.End == "fading" && cell.After.Stack == "static")).OrderBy(_ => random.Next()).ToList();
        var number = 0;
        foreach (var (before, after, end) in Soak ? cells : cells.Take(4))
            await CellAsync(before with { Name = $"cell-{++number}" }, after with { Name = $"cell-{number}", Version = 2 }, end);
    }

    private static IEnumerable<(TinyApp Before, TinyApp After)> Pairs()
    {
        var (php, node) = (new TinyApp("", "php"), new TinyApp("", "node"));
        TinyApp[] apps =
        [
            php, php with { Root = "web" }, php with { Assets = true }, php with { Limits = "{ body: 2M }" }, php with { Alias = "alias.example.com" },
            node, node with { Listen = "port" }, node with { Limits = "{ timeout: 30s }" }, new("", "static"), new TinyApp("", "static") { Assets = true },
        ];
        return from before in apps from after in apps where before != after select (before, after);
    }

    private async Task CellAsync(TinyApp before, TinyApp after, string end)
    {
        var name = $"{before} → {after}, {end}";
        TestContext.Current.TestOutputHelper?.WriteLine(name);
        using var site = stacks.Site("static", "static");
        using var probe = new SiteProbe(stacks.Host.Address, before.HostName);
        site.Become(before);
        (await site.DeployAsync()).Expect(0);
        await using var load = probe.Load("/versions");
        site.Become(end switch { "unhealthy" => after with { Health = "ill" }, "fading" => after with { Health = "fading", Soak = "15s" }, _ => after });
        var run = end == "killed" ? await site.DeployKilledAsync("soak:inside") : await site.DeployAsync();
        Assert.True(run.Exit == (end == "good" ? 0 : 20), $"{name}\n{run}");
        Assert.Equal(end == "good" ? 2 : 1, (await probe.VersionsAsync()).Version);
        if (end == "good")
        {
            (await site.RollbackAsync()).Expect(0);
            Assert.Equal(1, (await probe.VersionsAsync()).Version);
        }

        var report = await load.StopAsync();
        // A changed shape or site needs a reload, and at a reload nginx closes keep-alive connections without an announcement.
        Assert.True(report is { Mixed: 0, Requests: > 50 } && report.Failures.Keys.All(kind => kind == "closed without an answer"), $"{name}\n{report}");
    }

    [Fact]
    public async Task Requests_that_an_undone_release_has_begun_end_well()
    {
        using var site = stacks.Site("static", "static");
        var app = new TinyApp("undone", "node");
        using var probe = new SiteProbe(stacks.Host.Address, app.HostName);
        site.Become(app);
        (await site.DeployAsync()).Expect(0);
        await using var load = probe.Load("/slow?s=3", "/versions");
        site.Become(app with { Version = 2, Health = "fading", Soak = "20s" });
        (await site.DeployAsync()).Expect(20);
        Assert.Equal(1, (await probe.VersionsAsync()).Version);
        await Task.Delay(TimeSpan.FromSeconds(4), Cancel);

        var report = await load.StopAsync();
        Assert.True(report is { Failed: 0, Requests: > 20 }, $"{report}");
    }

    /// <summary>Were it waited for, the drain would end the stream.</summary>
    [Fact]
    public async Task Rollback_waits_for_no_stream_of_the_release_before()
    {
        using var site = stacks.Site("static", "static");
        var app = new TinyApp("streaming", "node") { Drain = "4m" };
        using var probe = new SiteProbe(stacks.Host.Address, app.HostName);
        site.Become(app);
        (await site.DeployAsync()).Expect(0);
        site.Become(app with { Version = 2 });
        (await site.DeployAsync()).Expect(0);
        var without = await FirstAnswerAsync(site, probe, 1);
        using var stream = new StreamReader(await probe.Http.GetStreamAsync("/sse", Cancel));
        Assert.Equal("data: 1", await stream.ReadLineAsync(Cancel));
        site.Become(app with { Version = 3 });
        (await site.DeployAsync()).Expect(0);

        var with = await FirstAnswerAsync(site, probe, 1);

        TestContext.Current.TestOutputHelper?.WriteLine($"first good response of a rollback after {without} ms, while a stream goes on after {with} ms");
        for (var line = 0; line < 4; line++)
            Assert.NotNull(await stream.ReadLineAsync(Cancel));
    }

    private static async Task<long> FirstAnswerAsync(StackSite site, SiteProbe probe, int version)
    {
        var watch = Stopwatch.StartNew();
        var back = site.RollbackAsync();
        while ((await probe.VersionsAsync()).Version != version)
            await Task.Delay(5, Cancel);
        var first = watch.ElapsedMilliseconds;
        (await back).Expect(0);
        return first;
    }

    [Fact]
    public async Task A_foreign_broken_site_is_found_before_anything_changes_and_spoils_no_undo()
    {
        const string foreign = "/etc/nginx/sites-enabled/foreign.conf";
        var path = stacks.Host.RootPath + foreign;
        using var site = stacks.Site("static", "static");
        var app = new TinyApp("neighbour", "node");
        using var probe = new SiteProbe(stacks.Host.Address, app.HostName);
        await File.WriteAllTextAsync(path, "bogus_directive on;\n", Cancel);
        try
        {
            site.Become(app);
            var refused = (await site.DeployAsync()).Expect(4);
            Assert.Equal("preflight.nginx-refuses", refused.Code);
            Assert.Contains($"{foreign}:1", refused.ProblemText);
            File.Delete(path);
            (await site.DeployAsync()).Expect(0);
            await File.WriteAllTextAsync(path, "bogus_directive on;\n", Cancel);
            site.Become(app with { Version = 2 }); // changes nothing that nginx reads
            (await site.DeployAsync()).Expect(0);
            site.Become(app with { Version = 3, Alias = "more.example.com" });
            Assert.Equal("preflight.nginx-refuses", (await site.DeployAsync()).Expect(4).Code);

            File.Delete(path);
            site.Become(app with { Version = 4, Limits = "{ timeout: 40s }", Health = "fading", Soak = "20s" });
            var undone = site.DeployAsync();
            while ((await probe.VersionsAsync()).Version != 4)
                await Task.Delay(50, Cancel);
            await File.WriteAllTextAsync(path, "bogus_directive on;\n", Cancel);
            Assert.Equal("undone", (await undone).Expect(20).Outcome);
            Assert.Equal(2, (await probe.VersionsAsync()).Version);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Name_that_nginx_matched_is_the_apps_host_and_the_limits_are_the_projects()
    {
        using var site = stacks.Site("static", "static");
        var app = new TinyApp("named", "node") { Limits = "{ body: 1M, header: 32k }" };
        using var probe = new SiteProbe(stacks.Host.Address, app.HostName);
        site.Become(app);
        (await site.DeployAsync()).Expect(0);
        await using var line = await probe.ConnectAsync(Cancel);
        await line.WriteAsync("GET http://named.example.com/host HTTP/1.1\r\nHost: evil.example.net\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancel);
        var told = await new StreamReader(line).ReadToEndAsync(Cancel);
        Assert.Contains("\"host\":\"named.example.com\"", told);
        Assert.DoesNotContain("evil", told);
        Assert.DoesNotContain("slipway", told.Split("\r\n\r\n")[1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await probe.Http.PostAsync("/upload", new ByteArrayContent(new byte[(1 << 20) + 1]), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await probe.Http.PostAsync("/upload", new ByteArrayContent(new byte[1 << 20]), Cancel)).StatusCode);
    }

    private StackSite Site(string stack, string database, string app)
    {
        var site = stacks.Site(stack, database);
        site.Change("slipway.yaml", ($"app: guestbook-{stack}", $"app: {app}"), (site.Name, $"{app}.example.com"));
        return site;
    }
}
