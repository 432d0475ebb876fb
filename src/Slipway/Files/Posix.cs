using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Files;

/// <summary>The system calls that .NET has no name for. Each throws <see cref="Win32Exception"/> with errno and path.</summary>
public static partial class Posix
{
    private const string Libc = "libc";
    public const int ENOENT = 2;
    public const int EEXIST = 17;
    public const int EXDEV = 18;
    public const int ENOSPC = 28;
    public const int EWOULDBLOCK = 11;
    public const int EOPNOTSUPP = 95;

    /// <summary>Atomically renames, replacing a file or symlink at <paramref name="to"/>; never follows a final symlink.</summary>
    public static void Rename(string from, string to) => Check(RenameNative(from, to), $"rename {from} → {to}");

    /// <summary>Makes a hard link to the same inode.</summary>
    public static void Link(string existing, string path) => Check(LinkNative(existing, path), $"link {path}");

    /// <summary>Makes a symlink with exactly this target text.</summary>
    public static void Symlink(string target, string path) => Check(SymlinkNative(target, path), $"symlink {path}");

    /// <summary>Removes a file or symlink; nothing happens when it is absent.</summary>
    public static void Unlink(string path)
    {
        if (UnlinkNative(path) != 0 && Marshal.GetLastPInvokeError() is var error and not ENOENT)
            throw Error(error, $"unlink {path}");
    }

    /// <summary>Sets owner and group without following a symlink; -1 leaves one as it is.</summary>
    public static void ChangeOwner(string path, int uid, int gid) => Check(LchownNative(path, uid, gid), $"chown {path}");

    public static void ChangeMode(string path, int mode) => Check(ChmodNative(path, (uint)mode), $"chmod {path}");

    /// <summary>Flushes a folder's entries (created, renamed, removed names) to the disk.</summary>
    public static void SyncFolder(string path)
    {
        var fd = OpenNative(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        Check(fd < 0 ? -1 : 0, $"open {path}");
        try
        {
            Check(FsyncNative(fd), $"fsync {path}");
        }
        finally
        {
            _ = CloseNative(fd);
        }
    }

    /// <summary>Flushes everything of the file system that holds <paramref name="path"/>: cheaper than one fsync for each of many new files.</summary>
    public static void SyncFileSystem(string path)
    {
        var fd = OpenNative(path, O_RDONLY | O_CLOEXEC, 0);
        Check(fd < 0 ? -1 : 0, $"open {path}");
        try
        {
            Check(SyncfsNative(fd), $"syncfs {path}");
        }
        finally
        {
            _ = CloseNative(fd);
        }
    }

    /// <summary>Reserves disk blocks for <paramref name="length"/> bytes from <paramref name="offset"/> without changing the file's size, so later writes there need no space.</summary>
    public static void Reserve(SafeHandle file, long offset, long length)
    {
        const int keepSize = 1;
        Check(FallocateNative((int)file.DangerousGetHandle(), keepSize, offset, length), "fallocate");
    }

    /// <summary>Takes an exclusive lock if nobody holds one; the kernel frees it when the holder's last descriptor closes.</summary>
    /// <returns>False when another process holds it.</returns>
    public static bool TryLock(SafeHandle file)
    {
        const int exclusiveNonBlocking = 2 | 4;
        if (FlockNative((int)file.DangerousGetHandle(), exclusiveNonBlocking) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == EWOULDBLOCK ? false : throw Error(error, "flock");
    }

    /// <summary>True when nobody holds the file's lock exclusively. Several may look at once; who takes it meanwhile must try again.</summary>
    public static bool IsUnlocked(SafeHandle file)
    {
        const int sharedNonBlocking = 1 | 4;
        if (FlockNative((int)file.DangerousGetHandle(), sharedNonBlocking) == 0)
        {
            Unlock(file);
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == EWOULDBLOCK ? false : throw Error(error, "flock");
    }

    /// <summary>
    /// Frees it now. Closing would do so only when no copy is left, and a child that is being started has copies of all
    /// descriptors from its fork to its exec.
    /// </summary>
    public static void Unlock(SafeHandle file)
    {
        const int unlock = 8;
        Check(FlockNative((int)file.DangerousGetHandle(), unlock), "flock");
    }

    /// <summary>
    /// Opens a lock file without .NET's own advisory lock: that is a shared flock, so two that start at once would keep each other
    /// from the exclusive one, and nobody could read the file while it is held.
    /// </summary>
    public static SafeFileHandle OpenLock(string path)
    {
        const int readWrite = 2, create = 0x40;
        var file = OpenNative(path, readWrite | create | O_CLOEXEC, 0b110_000_000);
        return file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw Error(Marshal.GetLastPInvokeError(), $"open {path}");
    }

    /// <summary>Effective user id; 0 is root.</summary>
    public static int EffectiveUser() => (int)GeteuidNative();

    public static int EffectiveGroup() => (int)GetegidNative();

    /// <summary>Sends a signal to a process; a negative id means its process group. False when it no longer exists.</summary>
    public static bool Signal(int processId, int signal) => KillNative(processId, signal) == 0;

    private static void Check(int result, string what)
    {
        if (result != 0)
            throw Error(Marshal.GetLastPInvokeError(), what);
    }

    private static IOException Error(int errno, string what)
    {
        var inner = new Win32Exception(errno);
        return new IOException($"{what}: {inner.Message}", inner) { HResult = errno };
    }

    private const int O_RDONLY = 0;
    private const int O_DIRECTORY = 0x10000;
    private const int O_CLOEXEC = 0x80000;

    /// <summary>This process becomes the program, found on the PATH.</summary>
    /// <returns>Only when that failed: why.</returns>
    public static string Replace(IReadOnlyList<string> words)
    {
        _ = ExecNative(words[0], [.. words, null]);
        return $"{words[0]}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
    }

    [LibraryImport(Libc, EntryPoint = "execvp", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExecNative(string program, string?[] arguments);

    [LibraryImport(Libc, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameNative(string from, string to);

    [LibraryImport(Libc, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkNative(string existing, string path);

    [LibraryImport(Libc, EntryPoint = "symlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SymlinkNative(string target, string path);

    [LibraryImport(Libc, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkNative(string path);

    [LibraryImport(Libc, EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LchownNative(string path, int uid, int gid);

    [LibraryImport(Libc, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChmodNative(string path, uint mode);

    [LibraryImport(Libc, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenNative(string path, int flags, uint mode);

    [LibraryImport(Libc, EntryPoint = "close", SetLastError = true)]
    private static partial int CloseNative(int fd);

    [LibraryImport(Libc, EntryPoint = "fsync", SetLastError = true)]
    private static partial int FsyncNative(int fd);

    [LibraryImport(Libc, EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncfsNative(int fd);

    [LibraryImport(Libc, EntryPoint = "fallocate", SetLastError = true)]
    private static partial int FallocateNative(int fd, int mode, long offset, long length);

    [LibraryImport(Libc, EntryPoint = "flock", SetLastError = true)]
    private static partial int FlockNative(int fd, int operation);

    [LibraryImport(Libc, EntryPoint = "geteuid")]
    private static partial uint GeteuidNative();

    [LibraryImport(Libc, EntryPoint = "getegid")]
    private static partial uint GetegidNative();

    [LibraryImport(Libc, EntryPoint = "kill", SetLastError = true)]
    private static partial int KillNative(int pid, int signal);
}
