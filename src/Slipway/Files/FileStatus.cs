namespace Slipway.Files;

/// <summary>What the file system says about one name, symlinks not followed.</summary>
/// <param name="Kind">What lies there.</param>
/// <param name="Mode">The twelve permission bits.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedNs">Last change of content, nanoseconds since 1970.</param>
/// <param name="ChangedNs">Last change of content or attributes (ctime), nanoseconds since 1970; programs cannot set it back.</param>
/// <param name="Links">Number of hard links.</param>
public readonly record struct FileStatus(
    FileKind Kind, int Mode, long Size, ulong Inode, ulong Device, long ModifiedNs, long ChangedNs, uint Links, int Uid, int Gid)
{
    /// <summary>True when any execute bit is set.</summary>
    public bool IsExecutable => (Mode & 0b001_001_001) != 0;

    /// <summary>True when content cannot have changed between the two observations.</summary>
    public bool IsSameContent(in FileStatus other) =>
        Kind == other.Kind && Size == other.Size && Inode == other.Inode && Device == other.Device
        && ModifiedNs == other.ModifiedNs && ChangedNs == other.ChangedNs;
}
