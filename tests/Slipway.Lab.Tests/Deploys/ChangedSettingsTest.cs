using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>Settings that the host decides about, changed between two deploys: what is refused, and that its commands lead on.</summary>
public sealed class ChangedSettingsTest(DeployFixture fixture)
{
    private const string Kept = "data/kept";

    [Fact]
    public async Task A_changed_root_is_refused_until_it_was_moved_and_then_nothing_is_lost()
    {
        var (host, site) = await DeployedAsync("moved");
        using var _ = site;
        await host.ExecAsync("touch", $"/srv/guestbook/shared/{Kept}");
        site.More = "root: /srv/elsewhere/guestbook";
        await site.SetVersionAsync(2);
        var refused = (await site.DeployAsync()).Expect(4);
        Assert.Equal("owner.root-changed", refused.Code);
        foreach (var command in (string[])["plan", "rollback", "status"])
            Assert.Equal((4, "owner.root-changed"), await EndAsync(site, command));

        await host.ExecAsync("mkdir", "-p", "/srv/elsewhere");
        await RunAsync(host, refused, lines: 1);
        var second = (await site.DeployAsync()).Expect(0);
        await site.SettleAsync();
        Assert.True(File.Exists($"{host.RootPath}/srv/elsewhere/guestbook/shared/{Kept}"));
        Assert.Equal([$"jobs-1@{second.Release}", $"web@{second.Release}"], await RunningAsync(host));
        var back = (await site.RunAsync("rollback", site.Environment, "--yes")).Expect(0);
        await site.SettleAsync();
        Assert.Equal([$"jobs-1@{back.Release}", $"web@{back.Release}"], await RunningAsync(host));
    }

    [Fact]
    public async Task Another_run_user_is_refused_until_it_is_the_same_account_and_then_it_writes_and_goes_back()
    {
        var (host, site) = await DeployedAsync("users");
        using var _ = site;
        site.More = "users: { run: visitors }";
        await site.SetVersionAsync(2);
        var refused = (await site.DeployAsync()).Expect(4);
        Assert.Equal("owner.user-changed", refused.Code);
        await RunAsync(host, refused);
        (await site.DeployAsync()).Expect(0);
        await site.SettleAsync();
        (await host.ExecAsync("runuser", "-u", "visitors", "--", "touch", $"/srv/guestbook/current/{Kept}")).Require("touch");
        (await site.RunAsync("rollback", site.Environment, "--yes")).Expect(0);
        await site.SettleAsync();
        (await site.RunAsync("status", site.Environment)).Expect(0);
    }

    [Fact]
    public async Task A_renamed_app_takes_its_data_over_by_the_commands_and_leaves_no_second_workers()
    {
        var (host, site) = await DeployedAsync("renamed");
        using var _ = site;
        await host.ExecAsync("touch", $"/srv/guestbook/shared/{Kept}");
        site.App = "visitors";
        var refused = (await site.DeployAsync()).Expect(4);
        Assert.Equal("owner.site-taken", refused.Code);
        await host.ExecAsync("rm", "/etc/nginx/sites-enabled/slipway-guestbook-production.conf");
        Assert.Equal("owner.site-taken", (await site.DeployAsync()).Expect(4).Code);
        await host.ExecAsync("touch", "/etc/nginx/sites-enabled/slipway-guestbook-production.conf");

        await RunAsync(host, refused);
        var release = (await site.DeployAsync()).Expect(0).Release;
        await site.SettleAsync();
        using var probe = site.Probe();
        Assert.Equal(release, (await probe.VersionsAsync()).Release);
        Assert.Empty(await RunningAsync(host));
        Assert.Equal([$"jobs-1@{release}", $"web@{release}"], await RunningAsync(host, "visitors"));
        (await host.ExecAsync("runuser", "-u", "visitors", "--", "test", "-w", $"/srv/visitors/current/{Kept}")).Require("the data is the app's");
    }

    [Theory]
    [InlineData("/srv/guestbook/current")]
    [InlineData("/var/lib/slipway/guestbook-production/journal")]
    public async Task What_was_lost_is_found_and_no_process_runs_for_ever(string lost)
    {
        var (host, site) = await DeployedAsync(lost.EndsWith("current", StringComparison.Ordinal) ? "lostcur" : "lostjrn");
        using var _ = site;
        await host.ExecAsync("rm", lost);
        await site.SetVersionAsync(2);
        var second = (await site.DeployAsync()).Expect(0);
        await site.SettleAsync();
        Assert.Equal([$"jobs-1@{second.Release}", $"web@{second.Release}"], await RunningAsync(host));
        Assert.Empty((await host.ExecAsync("systemctl", "list-units", "--plain", "--no-legend", "--state=failed", "slipway-*")).Out);
        (await site.RunAsync("rollback", site.Environment, "--yes")).Expect(0);
    }

    private async Task<(LabHost Host, SampleSite Site)> DeployedAsync(string name)
    {
        var host = await fixture.StartWebHostAsync(name);
        var site = fixture.Site(host);
        (await site.DeployAsync()).Expect(0);
        await site.SettleAsync();
        return (host, site);
    }

    private static async Task<(int, string?)> EndAsync(SampleSite site, string command)
    {
        var run = await site.RunAsync(command == "rollback" ? [command, site.Environment, "--yes"] : [command, site.Environment]);
        return (run.Exit, run.Code);
    }

    /// <summary>What the refusal says that is to be run.</summary>
    private static async Task RunAsync(LabHost host, SlipwayRun refused, int lines = int.MaxValue)
    {
        foreach (var line in refused.ProblemText.Split('\n').Where(l => l.StartsWith("  sudo ", StringComparison.Ordinal)).Take(lines))
            (await host.ExecAsync("sh", "-c", line)).Require(line);
    }

    /// <summary>Processes of the app that systemd runs: "web@1-3fa9c2d1".</summary>
    private static async Task<IReadOnlyList<string>> RunningAsync(LabHost host, string app = "guestbook")
    {
        var prefix = $"slipway-{app}-production--";
        var units = (await host.ExecAsync("systemctl", "list-units", "--plain", "--no-legend", "--state=active", prefix + "*@*.service")).Require("systemctl list-units");
        return [.. units.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0][prefix.Length..].Replace(".service", "", StringComparison.Ordinal))];
    }
}
