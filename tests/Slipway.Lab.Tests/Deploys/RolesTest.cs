using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>A host for visitors and one for background work: each runs what its roles say and nothing else.</summary>
public sealed class RolesTest(DeployFixture fixture)
{
    private const string Sites = "/etc/nginx/sites-enabled/slipway-guestbook-production";

    [Fact]
    public async Task A_host_without_the_web_role_runs_only_workers_also_after_a_reboot_and_its_failure_undoes_both()
    {
        var hosts = await Task.WhenAll(fixture.StartWebHostAsync("visitors"), fixture.StartWebHostAsync("workers"));
        using var site = fixture.Site(hosts);
        site.Roles = ["web, migrate", "worker"];
        using var probe = site.Probe();

        var first = (await site.DeployAsync()).Expect(0);
        await site.SettleAsync();
        Assert.Equal(first.Release, (await probe.VersionsAsync()).Release);
        Assert.Equal([$"web@{first.Release}"], await RunningAsync(hosts[0]));
        Assert.Equal([$"jobs-1@{first.Release}"], await RunningAsync(hosts[1]));
        Assert.False(File.Exists(hosts[1].RootPath + Sites));

        await site.SetVersionAsync(2);
        site.Soak = "6s";
        site.Switches("fail-worker");
        var failed = await site.DeployAsync();
        Assert.Equal((20, "app.worker-died"), (failed.Exit, failed.Code));
        Assert.Contains("worker cannot go on", failed.ProblemText);
        await site.SettleAsync();
        Assert.Equal(first.Release, (await probe.VersionsAsync()).Release);
        Assert.Equal([$"jobs-1@{first.Release}"], await RunningAsync(hosts[1]));

        site.Switches();
        var second = (await site.DeployAsync()).Expect(0);
        await site.SettleAsync();
        await hosts[1].StopAsync();
        await hosts[1].BootAsync();
        (await site.RunAsync("status", site.Environment)).Expect(0);
        Assert.Equal([$"jobs-1@{second.Release}"], await RunningAsync(hosts[1]));
    }

    /// <summary>Processes of the app that systemd runs: "web@1-3fa9c2d1".</summary>
    private static async Task<IReadOnlyList<string>> RunningAsync(LabHost host)
    {
        const string prefix = "slipway-guestbook-production--";
        var units = (await host.ExecAsync("systemctl", "list-units", "--plain", "--no-legend", "--state=active", prefix + "*@*.service")).Require("systemctl list-units");
        return [.. units.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0][prefix.Length..].Replace(".service", "", StringComparison.Ordinal))];
    }
}
