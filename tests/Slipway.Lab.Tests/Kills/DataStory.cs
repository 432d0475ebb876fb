using System.Net;
using Slipway.Deployments.Journals;
using Slipway.Lab.Tests.Harness;

namespace Slipway.Lab.Tests.Kills;

/// <summary>
/// A command that takes visitors' entries away: when it is done an entry from before it is gone, when it is undone it is there. What a
/// visitor is told to be kept while the transaction stands still must be kept, unless the command then takes it away.
/// </summary>
public abstract class DataStory(KillFleet fleet) : KillStory(fleet)
{
    private readonly KillFleet _fleet = fleet;
    private bool _lateIsKept;

    /// <summary>From 1; each case has its own.</summary>
    protected int Visitor { get; private set; }

    private string Early => $"early {Visitor}";

    private string Late => $"late {Visitor}";

    public override async Task HeldAsync() => _lateIsKept = await SignAsync(Late);

    public override async Task ProveAsync(KillCell cell)
    {
        var page = await PageAsync();
        var done = _fleet.Last(cell.Host).Outcome == TransactionOutcome.Done;
        if (page.Contains(Early, StringComparison.Ordinal) == done)
            throw new KillCellException($"it is {(done ? "done" : "undone")}, and the entry from before it is {(done ? "still there" : "gone")}");
        if (_lateIsKept && (!done || cell.AfterCommit) && !page.Contains(Late, StringComparison.Ordinal))
            throw new KillCellException("an entry that a visitor was told to be kept, while the transaction stood still, is gone");
    }

    /// <summary>A visitor signs the release that serves.</summary>
    protected async Task SignEarlyAsync()
    {
        Visitor++;
        if (!await SignAsync(Early))
            throw new KillCellException("the guest book takes no entry");
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

/// <summary><c>rollback --data</c> takes back what was signed since the release that serves was deployed.</summary>
public sealed class DataRollbackStory(KillFleet fleet) : DataStory(fleet)
{
    private readonly KillFleet _fleet = fleet;

    public override async Task PrepareAsync(bool failing)
    {
        Soak(failing: false);
        await NextVersionAsync(failing);
        await DeployAsync();
        await NextVersionAsync(failing: false);
        await DeployAsync();
        await SignEarlyAsync();
        Soak(failing);
    }

    public override Task<SlipwayProcess> BeginAsync() => _fleet.Site.StartAsync("rollback", _fleet.Site.Environment, "--data", "--yes");

    private async Task DeployAsync()
    {
        (await _fleet.Site.DeployAsync()).Expect(0);
        await _fleet.SettleAsync();
    }
}

/// <summary>A deploy with a destructive migration: visitors are kept out from the dump to the end of the soak, an undo gives the data back.</summary>
public sealed class DestructiveDeployStory(KillFleet fleet) : DataStory(fleet)
{
    private readonly KillFleet _fleet = fleet;

    public override async Task PrepareAsync(bool failing)
    {
        await SignEarlyAsync();
        await NextVersionAsync(failing, $"empty-book {Visitor}");
        Soak(failing);
    }

    public override Task<SlipwayProcess> BeginAsync() => _fleet.Site.StartDeployAsync("--allow-destructive");
}
