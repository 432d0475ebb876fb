namespace Slipway.Hosts.Observed.Running;

/// <summary>A process of a host.</summary>
/// <param name="Name">As the kernel shows it, at most 15 characters.</param>
public sealed record HostProcess(int Id, int Parent, string Name)
{
    public required string User { get; init; }

    /// <summary>The program it runs; null when it may not be looked into.</summary>
    public string? Program { get; init; }

    /// <summary>Its command line with *** for what may be a secret.</summary>
    public required string Command { get; init; }

    /// <summary>What stands before each value in the command line that may be a secret and that everybody on the host can read.</summary>
    public IReadOnlyList<string> SecretsInCommand { get; init; } = [];

    /// <summary>nginx.service; null outside of units.</summary>
    public string? Unit { get; init; }

    /// <summary>Where it works; null when it may not be looked into.</summary>
    public string? Folder { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary>Bytes in memory.</summary>
    public long Resident { get; init; }

    /// <summary>True when its program or a library of it was replaced since it started; null when it may not be looked into.</summary>
    public bool? RunsOldFiles { get; init; }

    /// <summary>Files that it holds open and that are gone: their space is not free.</summary>
    public IReadOnlyList<string> DeletedFiles { get; init; } = [];
}
