using Slipway.Files;

namespace Slipway.Hosts.Observed.Disk;

/// <summary>What lies at a path.</summary>
/// <param name="Path">As asked.</param>
public sealed record SeenFile(string Path)
{
    /// <summary>Null = nothing is there, or it may not be looked at (<see cref="Unknown"/>).</summary>
    public FileKind? Kind { get; init; }

    /// <summary>Why it could not be looked at.</summary>
    public string? Unknown { get; init; }

    /// <summary>The twelve permission bits, octal: 0640, 2770.</summary>
    public string? Mode { get; init; }

    /// <summary>Name, or number when the user is not known.</summary>
    public string? Owner { get; init; }

    /// <summary>Name, or number when the group is not known.</summary>
    public string? Group { get; init; }

    public long Size { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>Where a symlink leads, as written in it.</summary>
    public string? Target { get; init; }

    /// <summary>True for a symlink that leads nowhere, or where it may not be followed.</summary>
    public bool Dangling { get; init; }

    /// <summary>SHA-256 of the content, hexadecimal, when asked for and readable.</summary>
    public string? Digest { get; init; }
}
