using System.Runtime.InteropServices;

namespace Slipway.Lab;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static partial class Native
{
    public const int SIGKILL = 9;
    public const int SIGTERM = 15;

    private const ulong FilesystemGoingDown = 0x8004587d; // EXT4_IOC_SHUTDOWN
    private const uint WithoutLogFlush = 2;
    private const int OpenDirectory = 0x10000;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(int handle, ulong request, ref uint argument);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);

    /// <summary>
    /// Ends an ext4 file system at this instant: nothing more is written to its device, not even its journal.
    /// What the device then holds is what a power cut would have left.
    /// </summary>
    public static void CutPower(string mountPoint)
    {
        var handle = Open(mountPoint, OpenDirectory);
        if (handle < 0) throw new LabException($"{mountPoint} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            var how = WithoutLogFlush;
            if (Ioctl(handle, FilesystemGoingDown, ref how) != 0)
                throw new LabException($"{mountPoint} cannot be cut off: error {Marshal.GetLastPInvokeError()}. It must be an ext4 file system.");
        }
        finally
        {
            _ = Close(handle);
        }
    }
}
