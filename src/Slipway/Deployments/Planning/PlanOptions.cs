namespace Slipway.Deployments.Planning;

/// <summary>What the person asked for beside "deploy".</summary>
public sealed record PlanOptions
{
    /// <summary>Make a release even when nothing differs.</summary>
    public bool Force { get; init; }

    public bool AllowDestructive { get; init; }

    /// <summary>user@machine.</summary>
    public required string Who { get; init; }

    /// <summary>Fault drill: see <see cref="Plans.HostPlan.Hold"/>.</summary>
    public string? Hold { get; init; }
}
