using System.Runtime.InteropServices;

namespace Slipway.Hosts.Observed.Disk;

/// <summary>statvfs(3), as glibc on x86_64 lays it out.</summary>
internal static partial class FileSystemSpace
{
    private const ulong ReadOnly = 1;
    private const ulong NoExec = 8;

    /// <summary>The space of the file system that holds the nearest existing ancestor of <paramref name="path"/>.</summary>
    public static DiskSpace? Of(string path)
    {
        var existing = Path.GetFullPath(path);
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        if (StatVfs(existing, out var s) != 0)
            return null;
        var root = Slipway.Files.Posix.EffectiveUser() == 0;
        return new DiskSpace(
            path, s.Id, (long)(s.Blocks * s.FragmentSize), (long)((root ? s.FreeBlocks : s.AvailableBlocks) * s.FragmentSize),
            (long)s.Inodes, (long)s.FreeInodes, (s.Flags & ReadOnly) != 0, (s.Flags & NoExec) != 0);
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Space
    {
        public ulong BlockSize, FragmentSize, Blocks, FreeBlocks, AvailableBlocks, Inodes, FreeInodes, AvailableInodes, Id, Flags, NameLength;
        public fixed int Spare[6];
    }

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatVfs(string path, out Space space);
}
