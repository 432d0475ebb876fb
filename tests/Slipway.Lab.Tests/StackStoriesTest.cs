using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Slipway.Deployments.Journals;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests;

/// <summary>Every stack but aspnet, which has stories of its own, on one server: what one does, the others must not notice.</summary>
public sealed partial class StackStoriesTest(StackHost stacks) : IClassFixture<StackHost>
{
    private static readonly string[] All = ["static", "php", "laravel", "django", "node"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool Soak => Environment.GetEnvironmentVariable("SLIPWAY_SOAK") == "1";

    [Fact]
    public async Task Each_stack_is_deployed_changed_broken_and_rolled_back_beside_the_others_and_all_survive_a_reboot()
    {
        var serving = new Dictionary<string, string>();
        foreach (var stack in All)
        {
            using var site = stacks.Site(stack, stack);
            serving[stack] = await StoryAsync(site);
        }

        await stacks.Host.StopAsync();
        await stacks.Host.BootAsync();
        foreach (var stack in All)
        {
            using var site = stacks.Site(stack, stack);
            using var probe = site.Probe();
            Assert.Equal(1, (await probe.VersionsWhenUpAsync()).Version);
            Assert.Equal(serving[stack], await site.ProvenReleaseAsync());
        }
    }

    /// <summary>nginx goes on for a while with the workers that do not know the site.</summary>
    [Fact]
    public async Task A_new_site_answers_every_visitor_from_the_moment_it_is_released()
    {
        for (var i = 1; i <= 3; i++)
        {
            using var site = stacks.Site("static", "static");
            site.Change("slipway.yaml", ("app: guestbook-static", $"app: at-once-{i}"), (site.Name, $"at-once-{i}.example.com"), ("soak: 1s", "soak: 0s"));
            using var visitors = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
            visitors.DefaultRequestHeaders.Host = $"at-once-{i}.example.com";
            (await site.DeployAsync()).Expect(0);
            for (var visit = 0; visit < 30; visit++)
                Assert.Equal(HttpStatusCode.OK, (await visitors.GetAsync($"http://{stacks.Host.Address}/versions", Cancel)).StatusCode);
        }
    }

    /// <summary>As on every server that was set up by hand before: nginx would serve the old site and only warn.</summary>
    [Fact]
    public async Task A_name_that_another_site_answers_to_is_refused_until_it_is_taken_out()
    {
        const string byHand = "/etc/nginx/sites-enabled/by-hand";
        using var site = stacks.Site("static", "static");
        site.Change("slipway.yaml", ("app: guestbook-static", "app: taken"), (site.Name, "taken.example.com"));
        await File.WriteAllTextAsync(stacks.Host.RootPath + byHand, "server {\n    listen 80;\n    server_name taken.example.com;\n    return 200 'by hand';\n}\n", Cancel);
        (await stacks.Host.ExecAsync("systemctl", "reload", "nginx")).Require("systemctl reload nginx");
        using var probe = new SiteProbe(stacks.Host.Address, "taken.example.com");

        var refused = (await site.DeployAsync()).Expect(4);
        Assert.Equal("preflight.name-taken", refused.Code);
        Assert.Contains($"{byHand}:3:5", refused.ProblemText);
        Assert.False(Directory.Exists(Path.Combine(stacks.Host.RootPath, "srv/taken")));
        Assert.Equal("by hand", await probe.Http.GetStringAsync("/versions", Cancel));

        (await stacks.Host.ExecAsync("rm", byHand)).Require("rm");
        (await site.DeployAsync()).Expect(0);
        Assert.Equal(1, (await probe.VersionsAsync()).Version);
    }

    /// <summary>As with the packages of nginx.org.</summary>
    [Fact]
    public async Task An_nginx_that_does_not_read_the_sites_is_refused()
    {
        using var site = stacks.Site("static", "static");
        site.Change("slipway.yaml", ("app: guestbook-static", "app: unread"), (site.Name, "unread.example.com"));
        (await stacks.Host.ExecAsync("sed", "-i", "s|include /etc/nginx/sites-enabled|#&|", "/etc/nginx/nginx.conf")).Require("sed");
        try
        {
            var refused = (await site.DeployAsync()).Expect(4);
            Assert.Equal("preflight.sites-not-read", refused.Code);
        }
        finally
        {
            (await stacks.Host.ExecAsync("sed", "-i", "s|#include /etc/nginx/sites-enabled|include /etc/nginx/sites-enabled|", "/etc/nginx/nginx.conf")).Require("sed");
        }

        (await site.DeployAsync()).Expect(0);
    }

    /// <summary>A reload that fails ends with exit 0: only nginx's log tells it.</summary>
    [Fact]
    public async Task A_port_that_another_program_has_is_told_in_nginx_words()
    {
        using var site = stacks.Site("static", "static");
        site.Change("slipway.yaml", ("app: guestbook-static", "app: busy"), (site.Name, "busy.example.com:8099"));
        (await stacks.Host.ExecAsync("systemd-run", "--unit=busy", "php", "-S", "0.0.0.0:8099", "-t", "/var/www")).Require("systemd-run");
        var refused = (await site.DeployAsync()).Expect(20);
        Assert.Equal("machine.site-not-reloaded", refused.Code);
        Assert.Contains("0.0.0.0:8099 failed (98: Address already in use)", refused.ProblemText);

        (await stacks.Host.ExecAsync("systemctl", "stop", "busy")).Require("systemctl stop");
        (await site.DeployAsync()).Expect(0);
    }

    private async Task<string> StoryAsync(StackSite site)
    {
        using var probe = site.Probe();
        var first = (await site.DeployAsync()).Expect(0);
        await ProvenAsync(site, probe, 1, first.Release!);
        Assert.Equal("nothing-to-do", (await site.DeployAsync()).Expect(0).Outcome);

        var asset = Asset().Match(await probe.Http.GetStringAsync("/", Cancel)).Value;
        var style = await probe.Http.GetStringAsync(asset, Cancel);
        await site.SetVersionAsync(2);
        var second = site.Stack == "static" ? (await site.DeployAsync()).Expect(0) : await StraddledAsync(site, probe, first.Release!);
        await ProvenAsync(site, probe, 2, second.Release!);
        Assert.NotEqual(asset, Asset().Match(await probe.Http.GetStringAsync("/", Cancel)).Value);
        Assert.Equal(style, await probe.Http.GetStringAsync(asset, Cancel));

        if (site.Stack != "static")
            Broken(await site.DeployWithFailingMigrationAsync(), "migrations.failed", "failed or not begun: ");
        if (site.Stack is "static" or "php")
        {
            site.Change("slipway.yaml", ("timeout: 15s", "timeout: 3s"));
            await BrokenAsync(site, "fail-health", "app.not-healthy", "/health must answer 200");
            site.Change("slipway.yaml", ("timeout: 3s", "timeout: 30s"));
        }

        if (site.Stack == "php")
        {
            site.Change("slipway.yaml", ("soak: 1s", "soak: 15s")); // three ends of the worker
            await BrokenAsync(site, "fail-worker", null, "worker cannot go on: the switch fail-worker is set");
            site.Change("slipway.yaml", ("soak: 15s", "soak: 1s"));
        }

        await ProvenAsync(site, probe, 2, second.Release!);
        var back = (await site.RollbackAsync()).Expect(0);
        await ProvenAsync(site, probe, 1, back.Release!);
        return back.Release!;
    }

    // The old release answers what it was asked before the switch, however long that takes.
    private static async Task<SlipwayRun> StraddledAsync(StackSite site, SiteProbe probe, string old)
    {
        using var socket = site.Stack == "node" ? await probe.OpenSocketAsync(Cancel) : null;
        if (socket is not null)
            Assert.Equal($"code=1 release={old} before", await socket.EchoAsync("before"));
        var body = RandomNumberGenerator.GetBytes(300_000);
        var upload = new SlowContent(body, TimeSpan.FromSeconds(6));
        var uploaded = probe.Http.PostAsync("/upload", upload, Cancel);
        var deploy = site.DeployAsync();
        var slow = probe.Http.GetStringAsync("/slow?seconds=7", Cancel);
        var run = (await deploy).Expect(0);
        if (socket is not null)
            Assert.Equal($"code=1 release={old} after", await socket.EchoAsync("after"));
        Assert.Equal($"code=1 release={old}\n", await slow);
        using var answer = await uploaded;
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(body)), await answer.Content.ReadAsStringAsync(Cancel));
        if (socket is not null)
            Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await socket.EndAsync());
        return run;
    }

    private static async Task BrokenAsync(StackSite site, string misbehaviour, string? code, string words) =>
        Broken(await site.DeployBrokenAsync(misbehaviour), code, words);

    private static void Broken(SlipwayRun run, string? code, string words)
    {
        run.Expect(20);
        Assert.Equal("undone", run.Outcome);
        Assert.Contains(words, run.ProblemText);
        if (code is not null)
            Assert.Equal(code, run.Code);
    }

    private async Task ProvenAsync(StackSite site, SiteProbe probe, int version, string release)
    {
        var versions = await probe.VersionsAsync();
        Assert.Equal(version, versions.Version);
        Assert.Equal(release, await site.ProvenReleaseAsync());
        if (site.Stack == "static")
            return;
        Assert.Equal(release, versions.Release);
        Assert.Equal("active\n", (await stacks.Host.SshAsync("systemctl", "is-active", $"slipway-guestbook-{site.Stack}-production--jobs-1@{release}.service")).Out);
    }

    [GeneratedRegex("/[a-z]+/app[-.][0-9a-f]{8,12}\\.css")]
    private static partial Regex Asset();

    [Fact]
    public async Task A_migration_that_loses_data_is_refused_and_with_permission_visitors_wait_and_a_bad_release_gets_its_data_back()
    {
        using var site = stacks.Site("laravel", "dropping");
        site.Change("slipway.yaml", ("app: guestbook-laravel", "app: dropping"), (site.Name, "dropping.example.com"));
        using var probe = new SiteProbe(stacks.Host.Address, "dropping.example.com");
        var old = (await site.DeployAsync()).Expect(0).Release;
        await SignAsync(probe, "Ann");
        site.Write("database/migrations/2024_02_01_000003_drop_words.php", """
            <?php
            return new class extends Illuminate\Database\Migrations\Migration {
                public function up(): void { Illuminate\Support\Facades\Schema::table('entries', fn ($table) => $table->dropColumn('words')); }
            };
            """);
        var before = await StateAsync();
        var refused = (await site.DeployAsync()).Expect(4);
        Assert.Equal(("refused", "preflight.destructive-migrations"), (refused.Outcome, refused.Code));
        Assert.Contains("2024_02_01_000003_drop_words: removes a column (database/migrations/2024_02_01_000003_drop_words.php:3)", refused.ProblemText);
        Assert.Equal(before, await StateAsync());

        site.Change("slipway.yaml", ("soak: 1s", "soak: 20s"));
        Broken(await site.DeployBrokenAsync("fail-health-after 8", "--allow-destructive"), "app.unhealthy-in-soak", "last answer: HTTP 503");
        Assert.Equal(("Ann,Slipway", "words"), await DataAsync());
        Assert.Equal(old, (await probe.VersionsAsync()).Release);
        Assert.Equal(4, (await site.DeployAsync()).Exit); // its data is back, so the migration is as new as before

        site.Change("slipway.yaml", ("soak: 20s", "soak: 2s"));
        await using var load = probe.Load("/versions");
        var done = (await site.DeployAsync("--allow-destructive")).Expect(0);
        Assert.Equal(done.Release, (await probe.VersionsAsync()).Release);
        Assert.Equal(["status 503"], (await load.StopAsync()).Failures.Keys);
        Assert.Equal(("Ann,Slipway", ""), await DataAsync());

        await SignAsync(probe, "Bob");
        var back = (await site.RollbackAsync("--data")).Expect(0);
        Assert.Equal(back.Release, (await probe.VersionsAsync()).Release);
        Assert.Equal(("Ann,Slipway", "words"), await DataAsync());
        Assert.Contains(back.Release!, (await stacks.Host.ExecAsync("ls", "/var/lib/slipway/dropping-production/backups")).Out); // with Bob in it
    }

    private static async Task SignAsync(SiteProbe probe, string name) =>
        (await probe.Http.PostAsync("/entries", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["message"] = "I was here" }), Cancel)).Dispose();

    [Fact]
    public async Task Node_with_postgresql_has_its_data_dumped_migrated_and_given_back()
    {
        using var site = stacks.Site("node", StackHost.NodeDatabase);
        site.Change("slipway.yaml", ("app: guestbook-node", "app: signed"), (site.Name, "signed.example.com"));
        using var probe = new SiteProbe(stacks.Host.Address, "signed.example.com");
        (await site.DeployAsync()).Expect(0);
        await SignAsync(probe, "Ann");

        site.Write("migrations/0003_add_country.sql", "ALTER TABLE entries ADD COLUMN country VARCHAR(80) DEFAULT 'Chile';\n");
        await site.SetVersionAsync(2);
        var second = (await site.DeployAsync()).Expect(0);
        Assert.Equal((2, second.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
        Assert.Equal("Ann Chile\nSlipway Chile", await SignedAsync());
        Assert.Contains(second.Release!, (await stacks.Host.ExecAsync("ls", "/var/lib/slipway/signed-production/backups")).Out);

        var failed = await site.DeployWithFailingMigrationAsync();
        Broken(failed, "migrations.failed", "no_such_table");
        Assert.Equal(second.Release, (await probe.VersionsAsync()).Release);
        Assert.EndsWith($"To go back to the data before: slipway rollback production {second.Release} --data", failed.ProblemText);
        await SignAsync(probe, "Late");
        var restored = (await site.RollbackAsync(second.Release!, "--data")).Expect(0);
        Assert.Equal((2, restored.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
        Assert.Equal("Ann Chile\nSlipway Chile", await SignedAsync());

        site.Write("migrations/0004_drop_country.sql", "ALTER TABLE entries DROP COLUMN country;\n");
        Assert.Equal("preflight.destructive-migrations", (await site.DeployAsync()).Expect(4).Code);
        site.Change("slipway.yaml", ("soak: 1s", "soak: 15s"));
        Broken(await site.DeployBrokenAsync("fail-health-after 6", "--allow-destructive"), "app.unhealthy-in-soak", "last answer: HTTP 503");
        Assert.Equal("Ann Chile\nSlipway Chile", await SignedAsync());

        site.Change("slipway.yaml", ("soak: 15s", "soak: 1s"));
        (await site.DeployAsync("--allow-destructive")).Expect(0);
        await SignAsync(probe, "Bob");
        var back = (await site.RollbackAsync("--data")).Expect(0);
        Assert.Equal(back.Release, (await probe.VersionsAsync()).Release);
        Assert.Equal("Ann Chile\nSlipway Chile", await SignedAsync());
    }

    private Task<string> SignedAsync() => stacks.SqlAsync(StackHost.NodeDatabase, "SELECT name || ' ' || country FROM entries ORDER BY name");

    [Fact]
    public async Task An_app_that_listens_on_a_port_is_deployed_and_rolled_back_without_a_failed_request()
    {
        using var site = stacks.Site("node", "ported");
        site.Change("slipway.yaml", ("app: guestbook-node", "app: ported\nlisten: port"), (site.Name, "ported.example.com"));
        using var probe = new SiteProbe(stacks.Host.Address, "ported.example.com");
        (await site.DeployAsync()).Expect(0);
        await using var load = probe.Load();
        await site.SetVersionAsync(2);
        var second = (await site.DeployAsync()).Expect(0);
        Assert.Equal((2, second.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
        var back = (await site.RollbackAsync()).Expect(0);
        Assert.Equal((1, back.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
        var report = await load.StopAsync();
        Assert.True(report is { Failed: 0, Mixed: 0, Requests: > 100 }, $"{report}");
    }

    private async Task<(string Names, string Column)> DataAsync() => (
        await SqlAsync("SELECT GROUP_CONCAT(name ORDER BY name) FROM dropping.entries"),
        await SqlAsync("SELECT column_name FROM information_schema.columns WHERE table_schema = 'dropping' AND column_name = 'words'"));

    private async Task<string> SqlAsync(string query) => (await stacks.Host.ExecAsync("mysql", "-N", "-e", query)).Out.Trim();

    /// <summary>What the host has of the app: its transactions, releases and envs.</summary>
    private async Task<(int Transactions, string Files)> StateAsync() => (
        TransactionRecord.From(Journal.Read(Path.Combine(stacks.Host.RootPath, "var/lib/slipway/dropping-production/journal"))).Count,
        (await stacks.Host.ExecAsync("ls", "/srv/dropping/releases", "/srv/dropping/env")).Out);

    [Theory]
    [InlineData("php")]
    [InlineData("laravel")]
    public async Task Deploys_and_rollbacks_under_load_lose_and_mix_nothing(string stack)
    {
        var (deploys, rollbacks, requests) = Soak ? (100, 20, 100_000L) : stack == "php" ? (10, 3, 5_000L) : (4, 1, 2_000L);
        using var site = stacks.Site(stack, "load" + stack);
        site.Change("slipway.yaml", ($"app: guestbook-{stack}", $"app: load-{stack}"), (site.Name, $"load-{stack}.example.com"));
        (await site.DeployAsync()).Expect(0);
        using var probe = new SiteProbe(stacks.Host.Address, $"load-{stack}.example.com");
        if (stack == "laravel")
            await TheFirstVisitorFindsTheViewsThatTheBuildCompiled(probe);
        var pace = new DeployPace();
        await using var load = probe.Load();
        for (var deploy = 1; deploy <= deploys; deploy++)
        {
            await site.SetVersionAsync(deploy + 1);
            (await pace.MeasureAsync(() => site.DeployAsync())).Expect(0);
            if (deploy % (deploys / rollbacks) == 0 && deploy / (deploys / rollbacks) <= rollbacks)
                (await site.RollbackAsync()).Expect(0);
        }

        while (load.Report.Requests < requests)
            await Task.Delay(200, Cancel);
        var report = await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{stack}: {report}\n{pace}");
        Assert.True(report is { Failed: 0, Mixed: 0 }, $"{report}");
        Assert.False(Soak && pace.SlowedDown, $"{pace}");
    }

    // Laravel would compile them in place, while other visitors read them.
    private async Task TheFirstVisitorFindsTheViewsThatTheBuildCompiled(SiteProbe probe)
    {
        var releases = Path.Combine(stacks.Host.RootPath, "srv/load-laravel/releases");
        Dictionary<string, DateTime> Compiled() => Directory.EnumerateFiles(releases, "*.php", SearchOption.AllDirectories)
            .Where(file => file.Contains("/bootstrap/cache/views/", StringComparison.Ordinal)).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        var built = Compiled();
        Assert.NotEmpty(built);
        await probe.Http.GetStringAsync("/", Cancel);
        Assert.Equal(built, Compiled());
    }
}
