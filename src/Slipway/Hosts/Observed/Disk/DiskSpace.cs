namespace Slipway.Hosts.Observed.Disk;

/// <summary>The file system that holds (or will hold) a path.</summary>
/// <param name="Path">As asked.</param>
/// <param name="Device">Same number = same file system.</param>
/// <param name="TotalBytes">Its size.</param>
/// <param name="FreeBytes">What we may use: for root with the reserved blocks, else without.</param>
/// <param name="Inodes">0 when the file system does not count them.</param>
/// <param name="FreeInodes">0 when it does not count them.</param>
/// <param name="ReadOnly">Mounted read-only.</param>
/// <param name="NoExec">Programs cannot be run from it.</param>
public sealed record DiskSpace(string Path, ulong Device, long TotalBytes, long FreeBytes, long Inodes, long FreeInodes, bool ReadOnly, bool NoExec)
{
    /// <summary>Where it is mounted.</summary>
    public string? Mount { get; init; }

    /// <summary>ext4, tmpfs.</summary>
    public string? Kind { get; init; }

    /// <summary>Of the mount: rw, nosuid, nodev.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
