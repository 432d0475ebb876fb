using System.Diagnostics;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Kills;

/// <summary>
/// Whatever ends at whatever point of a deploy, of one that loses data or of a rollback with its data: old or new serves, whole and
/// proven, with the data that belongs to it, and the next command works. A random share (the seed is printed; SLIPWAY_SEED repeats
/// it), all with SLIPWAY_SOAK=1.
/// </summary>
public sealed class KillMatrixTest(DeployFixture fixture)
{
    private const int ShareOnOneHost = 12;
    private const int ShareOnThreeHosts = 6;
    private const int ShareOfData = 5;

    [Fact]
    public async Task Any_death_on_one_host_leaves_the_old_or_the_new_release_serving()
    {
        using var fleet = await KillFleet.StartAsync(fixture, "kill", 1);
        await RunAsync("deploy", fleet, new DeployStory(fleet), [0], ShareOnOneHost);
    }

    [Fact]
    public async Task Any_death_on_three_hosts_leaves_them_whole_and_the_next_command_makes_them_agree()
    {
        using var fleet = await KillFleet.StartAsync(fixture, "kills", 3);
        await RunAsync("deploy", fleet, new DeployStory(fleet), [0, 2], ShareOnThreeHosts);
    }

    [Fact]
    public async Task Any_death_of_a_rollback_with_its_data_leaves_a_release_with_the_data_that_belongs_to_it()
    {
        using var fleet = await KillFleet.StartAsync(fixture, "killdata", 1, hasDatabase: true);
        await RunAsync("rollback --data", fleet, new DataRollbackStory(fleet), [0], ShareOfData);
    }

    [Fact]
    public async Task Any_death_of_a_deploy_that_loses_data_leaves_a_release_with_the_data_that_belongs_to_it()
    {
        using var fleet = await KillFleet.StartAsync(fixture, "killloss", 1, hasDatabase: true);
        await RunAsync("deploy --allow-destructive", fleet, new DestructiveDeployStory(fleet), [0], ShareOfData);
    }

    private static async Task RunAsync(string what, KillFleet fleet, KillStory story, int[] struck, int count)
    {
        var (seed, hosts) = (KillMatrix.Seed(), fleet.Hosts.Count);
        var runner = new KillRunner(fleet, story);
        await runner.RehearseAsync();
        var all = KillMatrix.Of(struck.ToDictionary(h => h, fleet.Steps));
        var share = Only(all) ?? KillMatrix.Share(all, count, seed);
        var failures = new List<string>();
        var started = Stopwatch.GetTimestamp();
        foreach (var cell in share)
        {
            var one = Stopwatch.GetTimestamp();
            try
            {
                await runner.RunAsync(cell);
                Tell($"{cell}: {Stopwatch.GetElapsedTime(one).TotalSeconds:0.0} s");
            }
            catch (Exception e) when (e is KillCellException or InvalidOperationException or LabException or HttpRequestException or TimeoutException)
            {
                Tell($"{cell}: FAILED {e.Message}");
                failures.Add($"{cell}: {e.Message}");
                await RepairAsync(fleet, runner);
            }
        }

        Tell($"kill matrix: {what}, {hosts} {(hosts == 1 ? "host" : "hosts")}, seed {seed}, {share.Count} of {all.Count} cells ({100.0 * share.Count / all.Count:0} %), landed {runner.Landed}, "
            + $"failed {failures.Count}, {Stopwatch.GetElapsedTime(started).TotalSeconds / share.Count:0.0} s each");
        Assert.Equal(share.Count, runner.Landed);
        Assert.Empty(failures);
    }

    /// <summary>SLIPWAY_CELLS="switch:inside:Power soak:undo:Transaction": just these.</summary>
    private static IReadOnlyList<KillCell>? Only(IReadOnlyList<KillCell> all) =>
        Environment.GetEnvironmentVariable("SLIPWAY_CELLS") is { Length: > 0 } wanted
            ? [.. wanted.Split(' ').SelectMany(w => all.Where(c => $"{c.Step}:{c.Point}:{c.Strike}".StartsWith(w, StringComparison.Ordinal)))]
            : null;

    /// <summary>So that one failure does not make all that follow fail.</summary>
    private static async Task RepairAsync(KillFleet fleet, KillRunner runner)
    {
        foreach (var host in fleet.Hosts)
        {
            if (!host.IsRunning)
                await host.BootAsync();
            await host.HealNetworkAsync();
        }

        try
        {
            await runner.AgainAsync();
        }
        catch (Exception e) when (e is KillCellException or InvalidOperationException or HttpRequestException)
        {
            Tell($"  and the next command: {e.Message}");
        }
    }

    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.Out.WriteLine(line);
    }
}
