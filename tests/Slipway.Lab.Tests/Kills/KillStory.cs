using Slipway.Lab.Tests.Harness;

namespace Slipway.Lab.Tests.Kills;

/// <summary>The command that is struck, and what is to be true afterwards besides who serves.</summary>
public abstract class KillStory(KillFleet fleet)
{
    public const string QuickSoak = "500ms";
    private const string LongSoak = "20s";

    /// <summary>Makes the hosts ready for the command.</summary>
    /// <param name="failing">True when it shall fail in its soak and undo itself.</param>
    public abstract Task PrepareAsync(bool failing);

    public abstract Task<SlipwayProcess> BeginAsync();

    /// <summary>While it stands still, before the strike.</summary>
    public virtual Task HeldAsync() => Task.CompletedTask;

    /// <summary>When all have settled.</summary>
    /// <exception cref="KillCellException">Something is not as it must be.</exception>
    public virtual Task ProveAsync(KillCell cell) => Task.CompletedTask;

    protected async Task NextVersionAsync(bool failing, params string[] switches)
    {
        await fleet.Site.SetVersionAsync(3 - fleet.Site.Version);
        fleet.Site.Switches(failing ? [.. switches, "fail-health-after 4"] : switches);
    }

    protected void Soak(bool failing) => fleet.Site.Soak = failing ? LongSoak : QuickSoak;
}

/// <summary>A deploy of the next version.</summary>
public sealed class DeployStory(KillFleet fleet) : KillStory(fleet)
{
    private readonly KillFleet _fleet = fleet;

    public override async Task PrepareAsync(bool failing)
    {
        await NextVersionAsync(failing);
        Soak(failing);
    }

    public override Task<SlipwayProcess> BeginAsync() => _fleet.Site.StartDeployAsync();
}
