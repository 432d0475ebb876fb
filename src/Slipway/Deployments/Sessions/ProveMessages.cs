using Slipway.Hosts;

namespace Slipway.Deployments.Sessions;

/// <summary>Which release serves, proven now: through the web path, by the folders of its processes and, when asked, by the hash of every file.</summary>
public sealed record ProveRequest(HostLayout Layout, string DeployUser, string RunUser)
{
    /// <summary>Also compare every file of the release with its manifest.</summary>
    public bool Deep { get; init; }
}

public sealed record ProveReply
{
    /// <summary>The release that <c>current</c> names; null = nothing has been deployed.</summary>
    public string? Release { get; init; }

    /// <summary>False on a host without web role: nothing could be asked.</summary>
    public bool WebAsked { get; init; }

    /// <summary>What contradicts the release through the web path; null = proven, or not asked.</summary>
    public string? Contradiction { get; init; }

    public IReadOnlyList<ProcessReport> Processes { get; init; } = [];

    /// <summary>Null = not looked. Empty = every file is as it was deployed.</summary>
    public IReadOnlyList<string>? Differences { get; init; }
}

/// <param name="Name">web, queue-1 …</param>
/// <param name="Restarts">How often it was started again since its start.</param>
/// <param name="Wrong">Null = it runs and its folder is the release.</param>
public sealed record ProcessReport(string Name, bool Running, int Restarts, string? Wrong);
