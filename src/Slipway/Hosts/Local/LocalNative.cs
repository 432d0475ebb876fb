using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Hosts.Local;

/// <summary>System calls that only the local target needs.</summary>
internal static partial class LocalNative
{
    /// <summary>The path without symlinks, as realpath(3).</summary>
    public static string RealPath(string path)
    {
        var text = RealPathNative(Path.GetFullPath(path), 0);
        if (text == 0)
            throw new IOException($"{path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        try
        {
            return Marshal.PtrToStringUTF8(text)!;
        }
        finally
        {
            Free(text);
        }
    }

    /// <summary>Owner and st_mode of the thing itself, a final symlink not followed. statx has the same layout on every CPU.</summary>
    public static (int Owner, int Mode) OwnerAndMode(string path)
    {
        const int here = -100, noFollow = 0x100, uidAndMode = 0x0B, uidAt = 20, modeAt = 28;
        Span<byte> buffer = stackalloc byte[256];
        if (StatxNative(here, path, noFollow, uidAndMode, ref MemoryMarshal.GetReference(buffer)) != 0)
            throw new IOException($"stat {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        return (BitConverter.ToInt32(buffer[uidAt..]), BitConverter.ToUInt16(buffer[modeAt..]));
    }

    /// <summary>Standard input from nothing, standard output and error to the end of this file.</summary>
    public static void RedirectStandardStreams(string log)
    {
        using var nothing = File.OpenHandle("/dev/null");
        using var file = new FileStream(log, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        Duplicate(nothing, 0);
        Duplicate(file.SafeFileHandle, 1);
        Duplicate(file.SafeFileHandle, 2);
    }

    private static void Duplicate(SafeHandle from, int to)
    {
        if (DuplicateNative((int)from.DangerousGetHandle(), to) < 0)
            throw new IOException($"dup2: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateNative(int from, int to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenNative(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPathNative(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxNative(int folder, string path, int flags, uint mask, ref byte buffer);
}
