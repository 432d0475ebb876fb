namespace Slipway.Hosts.Observed.Machine;

/// <summary>What the host is.</summary>
public sealed record SystemQuestion : Question<SystemFact>;

public sealed record SystemFact : Fact
{
    public required string HostName { get; init; }

    /// <summary>ID of /etc/os-release: debian, ubuntu.</summary>
    public required string Os { get; init; }

    /// <summary>VERSION_ID of /etc/os-release: 12, 24.04.</summary>
    public required string OsVersion { get; init; }

    /// <summary>VERSION_CODENAME of /etc/os-release: bookworm.</summary>
    public string? Codename { get; init; }

    /// <summary>The kernel that runs: 6.1.0-40-amd64.</summary>
    public required string Kernel { get; init; }

    /// <summary>x64, arm64.</summary>
    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    /// <summary>The agent's effective user id; 0 = root.</summary>
    public required int User { get; init; }

    /// <summary>Major version of the systemd that runs the host; null when another init does.</summary>
    public int? Systemd { get; init; }

    public DateTimeOffset? Booted { get; init; }
}
