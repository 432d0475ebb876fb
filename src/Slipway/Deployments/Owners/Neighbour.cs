namespace Slipway.Deployments.Owners;

/// <summary>Another app environment on the same host.</summary>
/// <param name="Owner">Its name and how it was set when it was last deployed.</param>
/// <param name="Serving">Its release; null when nothing of it serves.</param>
/// <param name="Units">The units of that release's processes.</param>
public sealed record Neighbour(OwnerRecord Owner, string? Serving, IReadOnlyList<string> Units)
{
    /// <summary>What outlives its releases: shared and env, where they are there.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];
}
