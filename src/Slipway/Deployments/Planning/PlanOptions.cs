namespace Slipway.Deployments.Planning;

/// <summary>What the person asked for beside "deploy".</summary>
public sealed record PlanOptions
{
    /// <summary>Make a release even when nothing differs.</summary>
    public bool Force { get; init; }

    public bool AllowDestructive { get; init; }

    /// <summary>user@machine.</summary>
    public required string Who { get; init; }

    /// <summary>Fault drill: see <see cref="Plans.HostPlan.Hold"/>; with "@host" at its end only on that host.</summary>
    public string? Hold { get; init; }

    /// <summary>See <see cref="Plans.HostPlan.CommitWait"/>; null = its default.</summary>
    public TimeSpan? CommitWait { get; init; }

    /// <summary>The hold for one host; null = none.</summary>
    internal string? HoldOn(string host) => Hold?.Split('@', 2) switch
    {
        [var point] => point,
        [var point, var name] when name == host => point,
        _ => null,
    };
}
