namespace Slipway.Hosts;

/// <summary>The file system that holds (or will hold) a path.</summary>
/// <param name="Path">As asked.</param>
/// <param name="Device">Same number = same file system.</param>
/// <param name="TotalBytes">Its size.</param>
/// <param name="FreeBytes">What we may use: for root with the reserved blocks, else without.</param>
/// <param name="Inodes">0 when the file system does not count them.</param>
/// <param name="FreeInodes">0 when it does not count them.</param>
/// <param name="ReadOnly">Mounted read-only.</param>
/// <param name="NoExec">Programs cannot be run from it.</param>
public sealed record DiskFacts(string Path, ulong Device, long TotalBytes, long FreeBytes, long Inodes, long FreeInodes, bool ReadOnly, bool NoExec);
