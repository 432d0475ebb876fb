using System.Runtime.InteropServices;

namespace Slipway.Files;

/// <summary>Calls on paths and descriptors that are made thousands of times in one upload, so without .NET's extra fstat and flock per file.</summary>
public static partial class Posix
{
    public const int ENOTDIR = 20;
    public const int EDQUOT = 122;
    private const int O_WRONLY = 1;
    private const int O_CREAT = 0x40;
    private const int O_EXCL = 0x80;
    private static readonly int O_NOFOLLOW = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;
    private const int AT_FDCWD = -100;
    private const int AT_SYMLINK_NOFOLLOW = 0x100;
    private const int AT_EMPTY_PATH = 0x1000;
    private const int ERROR_DISK_FULL = unchecked((int)0x80070070);
    private const uint STATX_BASIC_STATS = 0x7ff;

    /// <summary>True when the error says that space, inodes or quota are used up; the runtime tells some of them by Windows' number.</summary>
    public static bool IsFull(IOException error) => error.HResult is ENOSPC or EDQUOT or ERROR_DISK_FULL;

    /// <summary>Looks at a name without following a final symlink; null when nothing is there.</summary>
    public static FileStatus? Status(string path)
    {
        if (StatxNative(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, out var s) == 0)
            return ToStatus(s);
        var error = Marshal.GetLastPInvokeError();
        return error is ENOENT or ENOTDIR ? null : throw Error(error, $"stat {path}");
    }

    /// <summary>As <see cref="Status"/>, and null when it may not be looked at: a loop of symlinks among its folders, a missing right.</summary>
    public static FileStatus? TryStatus(string path)
    {
        try
        {
            return Status(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="TryStatus"/>, of what a symlink finally leads to.</summary>
    public static FileStatus? TryTargetStatus(string path)
    {
        try
        {
            return Status(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes a folder with exactly these bits below an existing one.</summary>
    public static void MakeFolder(string path, int mode)
    {
        Check(MkdirNative(path, (uint)mode), $"mkdir {path}");
        ChangeMode(path, mode);
    }

    /// <summary>Free space and inodes of the file system that holds <paramref name="path"/>.</summary>
    public static FreeSpace Free(string path)
    {
        Check(StatvfsNative(path, out var s), $"statvfs {path}");
        var unit = (long)s.FragmentSize;
        return new FreeSpace((long)s.Available * unit, s.Files == 0 ? long.MaxValue : (long)s.FilesAvailable, (int)unit);
    }

    internal static Descriptor OpenRead(string path) => Open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

    /// <summary>Creates a file that must not exist yet.</summary>
    internal static Descriptor CreateNew(string path, int mode) => Open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, (uint)mode);

    private static Descriptor Open(string path, int flags, uint mode)
    {
        var fd = OpenNative(path, flags, mode);
        return fd >= 0 ? new Descriptor(fd, path) : throw Error(Marshal.GetLastPInvokeError(), $"open {path}");
    }

    /// <summary>An open file. Not thread-safe; dispose exactly once.</summary>
    internal readonly struct Descriptor(int fd, string path) : IDisposable
    {
        public FileStatus Status()
        {
            Check(StatxNative(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, out var s), $"stat {path}");
            return ToStatus(s);
        }

        /// <returns>Bytes read; fewer than asked only at the end of the file.</returns>
        public unsafe int Read(Span<byte> buffer)
        {
            var total = 0;
            while (total < buffer.Length)
            {
                nint n;
                fixed (byte* p = buffer)
                    n = ReadNative(fd, p + total, (nuint)(buffer.Length - total));
                if (n < 0 && Marshal.GetLastPInvokeError() is var error and not EINTR)
                    throw Error(error, $"read {path}");
                if (n == 0)
                    break;
                total += (int)Math.Max(n, 0);
            }

            return total;
        }

        public unsafe void Write(ReadOnlySpan<byte> data)
        {
            var total = 0;
            while (total < data.Length)
            {
                nint n;
                fixed (byte* p = data)
                    n = WriteNative(fd, p + total, (nuint)(data.Length - total));
                if (n < 0 && Marshal.GetLastPInvokeError() is var error and not EINTR)
                    throw Error(error, $"write {path}");
                total += (int)Math.Max(n, 0);
            }
        }

        public void ChangeMode(int mode) => Check(FchmodNative(fd, (uint)mode), $"chmod {path}");

        public void ChangeOwner(int uid, int gid) => Check(FchownNative(fd, uid, gid), $"chown {path}");

        /// <summary>Sets the time of the last change of content; that of the last access becomes now.</summary>
        public void SetModified(long nanoseconds) => Check(FutimensNative(fd, Times(nanoseconds)), $"utimens {path}");

        public void Sync() => Check(FsyncNative(fd), $"fsync {path}");

        /// <summary>Shares the source's blocks (reflink); false when the file system cannot.</summary>
        public bool TryClone(Descriptor source) => IoctlNative(fd, FICLONE, source.Fd) == 0;

        /// <summary>Copies from the source's position inside the kernel; false when that is not possible for these two files.</summary>
        /// <exception cref="IOException">The copy began and failed.</exception>
        public bool TryCopy(Descriptor source)
        {
            for (var begun = false; ;)
            {
                var n = CopyFileRangeNative(source.Fd, 0, fd, 0, 1 << 30, 0);
                if (n == 0)
                    return true;
                var error = Marshal.GetLastPInvokeError();
                if (n < 0 && error != EINTR)
                    return begun || error is ENOSPC or EDQUOT ? throw Error(error, $"copy to {path}") : false;
                begun |= n > 0;
            }
        }

        private int Fd => fd;

        public void Dispose() => _ = CloseNative(fd);
    }

    private static long[] Times(long modifiedNs)
    {
        const long now = (1L << 30) - 1; // UTIME_NOW
        var (seconds, rest) = Math.DivRem(modifiedNs, 1_000_000_000);
        return [0, now, rest < 0 ? seconds - 1 : seconds, rest < 0 ? rest + 1_000_000_000 : rest];
    }

    private static FileStatus ToStatus(in Statx s) => new(
        (s.Mode & 0xF000) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Folder, 0xA000 => FileKind.Symlink, _ => FileKind.Special },
        s.Mode & 0xFFF, (long)s.Size, s.Inode, ((ulong)s.DeviceMajor << 32) | s.DeviceMinor,
        s.Modified.Nanoseconds, s.Changed.Nanoseconds, s.Links, (int)s.Uid, (int)s.Gid);

    private const int EINTR = 4;
    private const nuint FICLONE = 0x40049409;

    [StructLayout(LayoutKind.Sequential)]
    private struct StatxTime
    {
        public long Seconds;
        public uint Fraction;
        public int Pad;

        public readonly long Nanoseconds => (Seconds * 1_000_000_000) + Fraction;
    }

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Statx
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint Uid;
        public uint Gid;
        public ushort Mode;
        public ushort Pad;
        public ulong Inode;
        public ulong Size;
        public ulong Blocks;
        public ulong AttributesMask;
        public StatxTime Accessed;
        public StatxTime Born;
        public StatxTime Changed;
        public StatxTime Modified;
        public uint SpecialMajor;
        public uint SpecialMinor;
        public uint DeviceMajor;
        public uint DeviceMinor;
    }

    // glibc and musl on 64-bit Linux.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Statvfs
    {
        public ulong BlockSize;
        public ulong FragmentSize;
        public ulong Blocks;
        public ulong Free;
        public ulong Available;
        public ulong Files;
        public ulong FilesFree;
        public ulong FilesAvailable;
    }

    [LibraryImport(Libc, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxNative(int folder, string path, int flags, uint mask, out Statx status);

    [LibraryImport(Libc, EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatvfsNative(string path, out Statvfs status);

    [LibraryImport(Libc, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkdirNative(string path, uint mode);

    [LibraryImport(Libc, EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadNative(int fd, byte* buffer, nuint count);

    [LibraryImport(Libc, EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteNative(int fd, byte* buffer, nuint count);

    [LibraryImport(Libc, EntryPoint = "fchmod", SetLastError = true)]
    private static partial int FchmodNative(int fd, uint mode);

    [LibraryImport(Libc, EntryPoint = "fchown", SetLastError = true)]
    private static partial int FchownNative(int fd, int uid, int gid);

    [LibraryImport(Libc, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoctlNative(int fd, nuint request, nint argument);

    [LibraryImport(Libc, EntryPoint = "copy_file_range", SetLastError = true)]
    private static partial nint CopyFileRangeNative(int from, nint fromOffset, int to, nint toOffset, nuint length, uint flags);

    [LibraryImport(Libc, EntryPoint = "futimens", SetLastError = true)]
    private static partial int FutimensNative(int fd, long[] times);
}
