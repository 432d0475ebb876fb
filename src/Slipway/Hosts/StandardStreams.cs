using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Hosts;

/// <summary>
/// Takes the process's standard input and output for frames. Descriptor 0 becomes /dev/null and 1 standard error, so that
/// no stray print, ours or a child's, gets between the frames.
/// </summary>
public static partial class StandardStreams
{
    private const int CloseOnExec = 1030;

    public static (Stream Input, Stream Output) Take()
    {
        var input = Duplicate(0);
        var output = Duplicate(1);
        using (var nothing = File.OpenHandle("/dev/null"))
            _ = Dup2((int)nothing.DangerousGetHandle(), 0);
        _ = Dup2(2, 1);
        Console.SetOut(Console.Error);
        return (new FileStream(input, FileAccess.Read, 0), new FileStream(output, FileAccess.Write, 0));
    }

    private static SafeFileHandle Duplicate(int descriptor)
    {
        var copy = Fcntl(descriptor, CloseOnExec, 3);
        return copy >= 0 ? new SafeFileHandle(copy, ownsHandle: true) : throw new IOException($"descriptor {descriptor} is closed");
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Dup2(int from, int to);
}
