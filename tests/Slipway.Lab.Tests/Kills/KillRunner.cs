using Slipway.Deployments.Journals;
using Slipway.Lab.Tests.Harness;

namespace Slipway.Lab.Tests.Kills;

/// <summary>
/// Runs a case: 1. a command stands still; 2. the strike lands; 3. everybody settles without help; 4. each host serves old or new,
/// whole, as its journal tells, and nothing is left behind; 5. the next deploy works and all hosts agree.
/// </summary>
public sealed class KillRunner(KillFleet fleet, KillStory story)
{

    /// <summary>Cases in which the strike came while the transaction stood still.</summary>
    public int Landed { get; private set; }

    /// <summary>Runs the command undisturbed, so that the fleet knows its steps.</summary>
    public async Task RehearseAsync()
    {
        await story.PrepareAsync(failing: false);
        using (var client = await story.BeginAsync())
            (await client.EndAsync()).Expect(0);
        await fleet.SettleAsync();
    }

    /// <exception cref="Exception">What was not as it must be.</exception>
    public async Task RunAsync(KillCell cell)
    {
        await story.PrepareAsync(failing: cell.IsUndo);
        var old = fleet.Current(cell.Host) ?? throw new KillCellException("nothing served before");
        using (var client = await fleet.HeldAsync(cell.Host, cell.Step, cell.Point, story.BeginAsync))
        {
            await story.HeldAsync();
            await StrikeAsync(cell, client);
            Landed++;
            await client.EndAsync();
        }

        await fleet.SettleAsync();
        for (var host = 0; host < fleet.Hosts.Count; host++)
            await ProveAsync(host, old, mayBoot: cell.Strike == Strike.Power && host == cell.Host);
        await story.ProveAsync(cell);
        await AgainAsync();
    }

    /// <summary>What a person does: deploy again.</summary>
    public async Task AgainAsync()
    {
        fleet.Site.Switches();
        fleet.Site.Soak = KillStory.QuickSoak;
        var again = (await fleet.Site.DeployAsync()).Expect(0);
        await fleet.SettleAsync();
        for (var host = 0; host < fleet.Hosts.Count; host++)
        {
            var seen = await SeenAsync(host, mayBoot: false);
            if (seen.Release != again.Release || seen.Version != fleet.Site.Version)
                throw new KillCellException($"after the next deploy host {host + 1} serves {seen}, wanted {again.Release} with version {fleet.Site.Version}");
        }
    }

    private async Task StrikeAsync(KillCell cell, SlipwayProcess client)
    {
        var host = fleet.Hosts[cell.Host];
        switch (cell.Strike)
        {
            case Strike.Client:
                client.Kill();
                break;
            case Strike.Transaction:
                var process = await fleet.TransactionProcessAsync(cell.Host);
                var killed = await host.ExecAsync("kill", "-KILL", $"{process}");
                if (process == 0 || killed.Exit != 0)
                    throw new KillCellException($"the kill did not land: process {process}, {killed.Error}");
                break;
            case Strike.Network:
                await host.CutNetworkAsync();
                await client.EndAsync();
                await fleet.MovedAsync(cell.Host);
                await host.HealNetworkAsync();
                break;
            case Strike.Power:
                await host.PowerCutAsync();
                await host.BootAsync();
                break;
        }
    }

    private async Task ProveAsync(int host, string old, bool mayBoot)
    {
        var last = fleet.Last(host);
        var seen = await SeenAsync(host, mayBoot);
        var wanted = last.Outcome == TransactionOutcome.Done ? last.Release : last.Previous;
        if (last.Outcome == TransactionOutcome.UndoFailed)
            throw new KillCellException($"host {host + 1}: undo failed: {last.Problem?.Title}\n{Tail(host)}");
        if (seen.Release != wanted || fleet.Current(host) != wanted)
            throw new KillCellException($"host {host + 1} serves {seen}, its link names {fleet.Current(host)}, its journal says {wanted}\n{Tail(host)}");
        if (wanted != old && wanted != last.Release)
            throw new KillCellException($"host {host + 1} serves {wanted}, neither old nor new");
        if (last.Outcome == TransactionOutcome.Undone && last.Problem is null)
            throw new KillCellException($"host {host + 1}: the journal does not tell why it was undone\n{Tail(host)}");
        if (await fleet.LeftAsync(host) is { Length: > 0 } left)
            throw new KillCellException($"host {host + 1}: left behind: {left}\n{Tail(host)}");
    }

    /// <param name="mayBoot">The host has just booted, so its app may still be on its way; else it must answer at once.</param>
    private async Task<SiteVersions> SeenAsync(int host, bool mayBoot)
    {
        using var probe = fleet.Site.Probe(host);
        try
        {
            var seen = mayBoot ? await probe.VersionsWhenUpAsync() : await probe.VersionsAsync();
            _ = seen.Version;
            return seen;
        }
        catch (HttpRequestException e)
        {
            var state = await fleet.Hosts[host].ExecAsync("sh", "-c", "date +%T.%N; tail -n 3 /var/log/nginx/*error.log; ls -l /run/slipway/*; systemctl --no-pager --no-legend list-units 'slipway-*'");
            throw new KillCellException($"host {host + 1} does not answer: {e.Message}\n{state.Out}\n{Tail(host)}");
        }
    }

    private string Tail(int host) => string.Join('\n', fleet.Entries(host).TakeLast(40).Select(e => $"{e.Number} {e.Event} {e.Step} {e.Detail} {e.Outcome} {e.Problem?.Code} {e.Problem?.Title} {e.Problem?.Detail}"));
}
