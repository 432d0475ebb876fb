namespace Slipway.Hosts;

/// <summary>What a host is and has, as its agent saw it.</summary>
public sealed record HostFacts
{
    public required string HostName { get; init; }

    /// <summary>ID of /etc/os-release: debian, ubuntu.</summary>
    public required string Os { get; init; }

    /// <summary>VERSION_ID of /etc/os-release: 12.</summary>
    public required string OsVersion { get; init; }

    /// <summary>x64, arm64.</summary>
    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    /// <summary>The agent's effective user id; 0 = root.</summary>
    public required int User { get; init; }

    public required long MemoryBytes { get; init; }

    public required long MemoryAvailableBytes { get; init; }

    /// <summary>Major version of the systemd that runs the host; null when another init does.</summary>
    public int? Systemd { get; init; }

    /// <summary>The host's clock, UTC.</summary>
    public required DateTimeOffset Clock { get; init; }

    public required IReadOnlyList<DiskFacts> Disks { get; init; }

    /// <summary>Asked programs with the path found; absent ones are not in it.</summary>
    public required IReadOnlyDictionary<string, string> Programs { get; init; }

    /// <summary>Asked users with their id; absent ones are not in it.</summary>
    public required IReadOnlyDictionary<string, UserFacts> Users { get; init; }
}
