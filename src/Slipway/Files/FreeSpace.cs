namespace Slipway.Files;

/// <summary>What a file system still has for an ordinary user.</summary>
/// <param name="Bytes">Free bytes, the reserve of root not counted.</param>
/// <param name="Inodes">Free inodes; <see cref="long.MaxValue"/> when the file system has no fixed number (btrfs).</param>
/// <param name="BlockSize">Smallest unit of space, bytes.</param>
public readonly record struct FreeSpace(long Bytes, long Inodes, int BlockSize);
