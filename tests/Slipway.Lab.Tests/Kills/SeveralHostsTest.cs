using Slipway.Deployments.Journals;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Kills;

/// <summary>Three hosts of which one is bad: all serve the old release, proven, or the deployment goes on without it and says so.</summary>
public sealed class SeveralHostsTest(DeployFixture fixture)
{
    private const string WebUnit = "/etc/systemd/system/slipway-guestbook-production--web@.service.d";

    [Fact]
    public async Task A_bad_host_among_three_never_leaves_them_disagreeing()
    {
        using var fleet = await KillFleet.StartAsync(fixture, "three", 3);
        await Unreachable_at_the_start_changes_nothing(fleet);
        await A_full_disk_is_refused_before_anything_changes(fleet);
        await One_that_dies_between_two_switches_brings_all_back(fleet);
        await One_that_does_not_start_brings_all_back(fleet);
        await Excluded_it_does_not_keep_the_others(fleet);
        await A_client_that_dies_in_the_middle_of_the_commit_is_made_good_by_any_next_command(fleet);
        await Hosts_that_still_wait_for_the_commit_hear_it_from_the_next_command(fleet);
        await Two_clients_at_once_one_wins_everywhere(fleet);
        await One_whose_process_dies_while_visitors_are_kept_out_brings_all_back(fleet);
        await Visitors_whom_a_dead_client_keeps_out_are_let_in_by_the_next_command(fleet);
        await One_that_loses_its_power_while_visitors_are_kept_out_hears_the_next_command(fleet);
    }

    private static async Task Unreachable_at_the_start_changes_nothing(KillFleet fleet)
    {
        await fleet.Hosts[2].CutNetworkAsync();
        await fleet.Site.SetVersionAsync(2);
        var run = await fleet.Site.DeployAsync();
        var status = await fleet.Site.RunAsync("status", fleet.Site.Environment);
        await fleet.Hosts[2].HealNetworkAsync();
        Assert.Equal(12, run.Exit);
        Assert.Equal(12, status.Exit);
        Assert.Equal(2, status.Result.GetProperty("data").GetProperty("hosts").EnumerateArray().Count(h => h.GetProperty("well").GetBoolean()));
        await AllServeAsync(fleet, 1);
        Assert.All(Three, h => Assert.Equal(TransactionOutcome.Done, fleet.Last(h).Outcome));
    }

    private static async Task A_full_disk_is_refused_before_anything_changes(KillFleet fleet)
    {
        await fleet.Hosts[1].FillDiskAsync(leaveBytes: 8 << 20);
        var run = await fleet.Site.DeployAsync();
        await fleet.Hosts[1].FreeDiskAsync();
        Assert.Equal(4, run.Exit);
        await AllServeAsync(fleet, 1);
    }

    private static async Task One_that_dies_between_two_switches_brings_all_back(KillFleet fleet)
    {
        using var client = await fleet.DeployHeldAsync(2, "switch", "before");
        await fleet.Hosts[2].PowerCutAsync();
        await fleet.Hosts[2].BootAsync();
        var run = await client.EndAsync();
        Assert.Contains(run.Exit, (int[])[20, 21]);
        await fleet.SettleAsync();
        await AllServeAsync(fleet, 1);
        Assert.All(Three, h => Assert.Equal(TransactionOutcome.Undone, fleet.Last(h).Outcome));
    }

    private static async Task One_that_does_not_start_brings_all_back(KillFleet fleet)
    {
        await BreakAsync(fleet.Hosts[1]);
        var run = await fleet.Site.DeployAsync();
        Assert.Equal(20, run.Exit);
        Assert.Equal($"root@{fleet.Hosts[1].Address}", run.Result.GetProperty("problem").GetProperty("where").GetString());
        await fleet.SettleAsync();
        await AllServeAsync(fleet, 1);
        Assert.All(Three, h => Assert.Equal(TransactionOutcome.Undone, fleet.Last(h).Outcome));
    }

    private static async Task Excluded_it_does_not_keep_the_others(KillFleet fleet)
    {
        fleet.Site.More = "on_host_failure: exclude";
        var run = (await fleet.Site.DeployAsync()).Expect(0);
        await fleet.SettleAsync();
        var left = Assert.Single(run.Result.GetProperty("data").GetProperty("leftOut").EnumerateArray());
        Assert.Equal(($"root@{fleet.Hosts[1].Address}", "app.did-not-start"), (left.GetProperty("host").GetString(), left.GetProperty("code").GetString()));
        await ServeAsync(fleet, 2, 1, 2);
        fleet.Site.More = "";
        await MendAsync(fleet.Hosts[1]);
        (await fleet.Site.DeployAsync()).Expect(0);
        await AllServeAsync(fleet, 2);
    }

    private static async Task A_client_that_dies_in_the_middle_of_the_commit_is_made_good_by_any_next_command(KillFleet fleet)
    {
        await fleet.Site.SetVersionAsync(1);
        using (var client = await fleet.DeployHeldAsync(0, "commit", "after"))
            client.Kill();
        await fleet.SettleAsync();
        await ServeAsync(fleet, 1, 2, 2);
        Assert.Equal("transaction.commit-not-heard", fleet.Last(1).Problem?.Code);
        (await fleet.Site.RunAsync("status", fleet.Site.Environment)).Expect(0);
        await AllServeAsync(fleet, 1);
        Assert.All(Three, h => Assert.Equal(fleet.Current(0), fleet.Current(h)));
        Assert.Equal("nothing-to-do", (await fleet.Site.DeployAsync()).Expect(0).Outcome);
        await fleet.SettleAsync();
    }

    private static async Task Hosts_that_still_wait_for_the_commit_hear_it_from_the_next_command(KillFleet fleet)
    {
        await fleet.Site.SetVersionAsync(2);
        fleet.Site.Variables["SLIPWAY_COMMIT_WAIT"] = "60";
        using (var client = await fleet.DeployHeldAsync(0, "commit", "after"))
            client.Kill();
        fleet.Site.Variables["SLIPWAY_COMMIT_WAIT"] = "8";
        var run = (await fleet.Site.DeployAsync()).Expect(0);
        Assert.Equal("nothing-to-do", run.Outcome);
        await fleet.SettleAsync();
        Assert.All(Three, h => Assert.Equal(TransactionOutcome.Done, fleet.Last(h).Outcome));
        await AllServeAsync(fleet, 2);
    }

    private static async Task Two_clients_at_once_one_wins_everywhere(KillFleet fleet)
    {
        using var one = await fleet.Site.StartDeployAsync("--force");
        using var other = await fleet.Site.StartDeployAsync("--force");
        var runs = await Task.WhenAll(one.EndAsync(), other.EndAsync());
        var winner = Assert.Single(runs, r => r.Exit == 0);
        var loser = Assert.Single(runs, r => r.Exit != 0);
        Assert.Contains(loser.Exit, (int[])[11, 4]); // 4: it had planned before the winner began, and came after it had ended
        await fleet.SettleAsync();
        Assert.All(Three, h => Assert.Equal(winner.Release, fleet.Current(h)));
        await AllServeAsync(fleet, 2);
    }

    private static async Task One_whose_process_dies_while_visitors_are_kept_out_brings_all_back(KillFleet fleet)
    {
        await fleet.Site.SetVersionAsync(1);
        using var client = await fleet.HeldAsync(2, "soak", "inside", () => fleet.Site.StartDeployAsync("--allow-destructive"));
        Assert.Equal(0, (await fleet.Hosts[2].ExecAsync("kill", "-KILL", $"{await fleet.TransactionProcessAsync(2)}")).Exit);
        var run = await client.EndAsync();
        Assert.Equal((20, "transaction.interrupted"), (run.Exit, run.Code));
        await AllLetInAsync(fleet, 2);
    }

    private static async Task Visitors_whom_a_dead_client_keeps_out_are_let_in_by_the_next_command(KillFleet fleet)
    {
        using (var client = await fleet.HeldAsync(2, "health", "before", () => fleet.Site.StartDeployAsync("--allow-destructive")))
            client.Kill();
        await KillFleet.UntilAsync(() => fleet.Last(0).Outcome is not null && fleet.Last(1).AwaitsData && fleet.Last(2).AwaitsData, "two that wait for the data of the first");
        Assert.NotEmpty(await fleet.LeftAsync(1));
        (await fleet.Site.RunAsync("status", fleet.Site.Environment)).Expect(0);
        await AllLetInAsync(fleet, 2);
    }

    private static async Task One_that_loses_its_power_while_visitors_are_kept_out_hears_the_next_command(KillFleet fleet)
    {
        using (var client = await fleet.HeldAsync(2, "soak", "inside", () => fleet.Site.StartDeployAsync("--allow-destructive")))
        {
            await fleet.Hosts[2].PowerCutAsync();
            await fleet.Hosts[2].BootAsync();
            Assert.Contains((await client.EndAsync()).Exit, (int[])[20, 21]);
        }

        await KillFleet.UntilAsync(() => fleet.Last(2).AwaitsData, "one that waits for the data of the first");
        await fleet.Site.RunAsync("status", fleet.Site.Environment);
        await AllLetInAsync(fleet, 2);
    }

    private static async Task AllLetInAsync(KillFleet fleet, int version)
    {
        await fleet.SettleAsync();
        Assert.All(Three, h => Assert.Equal(TransactionOutcome.Undone, fleet.Last(h).Outcome));
        foreach (var host in Three)
            Assert.Empty(await fleet.LeftAsync(host));
        await AllServeAsync(fleet, version);
    }

    private static int[] Three => [0, 1, 2];

    private static Task AllServeAsync(KillFleet fleet, int version) => ServeAsync(fleet, version, version, version);

    private static async Task ServeAsync(KillFleet fleet, params int[] versions)
    {
        var seen = await Task.WhenAll(Three.Select(async h =>
        {
            using var probe = fleet.Site.Probe(h);
            return (await probe.VersionsWhenUpAsync()).Version;
        }));
        Assert.Equal(versions, seen);
    }

    /// <summary>From now on no release starts on this host; what runs goes on.</summary>
    private static async Task BreakAsync(LabHost host)
    {
        Directory.CreateDirectory(Path.Combine(host.RootPath, WebUnit.TrimStart('/')));
        await File.WriteAllTextAsync(Path.Combine(host.RootPath, WebUnit.TrimStart('/'), "broken.conf"), "[Service]\nExecStart=\nExecStart=/bin/false\n");
        (await host.ExecAsync("systemctl", "daemon-reload")).Require("daemon-reload");
    }

    private static async Task MendAsync(LabHost host)
    {
        (await host.ExecAsync("rm", "-r", WebUnit)).Require("rm");
        (await host.ExecAsync("systemctl", "daemon-reload")).Require("daemon-reload");
    }
}
