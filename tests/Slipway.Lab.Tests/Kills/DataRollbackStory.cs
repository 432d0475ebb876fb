using System.Net;
using Slipway.Deployments.Journals;
using Slipway.Lab.Tests.Harness;

namespace Slipway.Lab.Tests.Kills;

/// <summary>
/// <c>rollback --data</c>: a visitor signs the release that serves; the rollback takes the entry back, its undo does not. What a
/// visitor is told to be kept while the transaction stands still must be kept, unless the rollback then takes it back.
/// </summary>
public sealed class DataRollbackStory(KillFleet fleet) : KillStory(fleet)
{
    private readonly KillFleet _fleet = fleet;
    private int _visitor;
    private bool _lateIsKept;

    private string Early => $"early {_visitor}";

    private string Late => $"late {_visitor}";

    public override async Task PrepareAsync(bool failing)
    {
        Soak(failing: false);
        await NextVersionAsync(failing);
        await DeployAsync();
        await NextVersionAsync(failing: false);
        await DeployAsync();
        _visitor++;
        if (!await SignAsync(Early))
            throw new KillCellException("the guest book takes no entry");
        Soak(failing);
    }

    public override Task<SlipwayProcess> BeginAsync() => _fleet.Site.StartAsync("rollback", _fleet.Site.Environment, "--data", "--yes");

    public override async Task HeldAsync() => _lateIsKept = await SignAsync(Late);

    public override async Task ProveAsync(KillCell cell)
    {
        var page = await PageAsync();
        var done = _fleet.Last(cell.Host).Outcome == TransactionOutcome.Done;
        if (page.Contains(Early, StringComparison.Ordinal) == done)
            throw new KillCellException($"the rollback is {(done ? "done" : "undone")}, and the entry from before it is {(done ? "still there" : "gone")}");
        if (_lateIsKept && (!done || cell.AfterCommit) && !page.Contains(Late, StringComparison.Ordinal))
            throw new KillCellException("an entry that a visitor was told to be kept, while the transaction stood still, is gone");
    }

    private async Task DeployAsync()
    {
        (await _fleet.Site.DeployAsync()).Expect(0);
        await _fleet.SettleAsync();
    }

    /// <returns>True when the visitor was told that it is kept.</returns>
    private async Task<bool> SignAsync(string name)
    {
        using var probe = _fleet.Site.Probe();
        using var answer = await probe.Http.PostAsync("/entries", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["message"] = "I was here" }));
        return answer.StatusCode == HttpStatusCode.SeeOther;
    }

    private async Task<string> PageAsync()
    {
        using var probe = _fleet.Site.Probe();
        return await probe.Http.GetStringAsync("/");
    }
}
