namespace Slipway.Lab;

/// <summary>What is written down of a machine, so that another process can find it.</summary>
internal sealed record HostState(string Name, int Index, Image Image, string ImagePath, HostDisk Disk, int DiskMegabytes);
