namespace Slipway.Lab;

/// <summary>Where a machine's writes go.</summary>
public enum HostDisk
{
    /// <summary>A directory of this machine's file system: no limit, no power cut.</summary>
    Directory,

    /// <summary>An ext4 file system of its own (4 GiB and 131,072 inodes unless told otherwise): can be filled, can lose its power.</summary>
    Ext4,
}
