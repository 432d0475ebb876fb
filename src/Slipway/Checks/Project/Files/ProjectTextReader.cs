using System.Text;
using Slipway.Files;

namespace Slipway.Checks.Project.Files;

/// <summary>Reads one file of the project, within bounds and without waiting for pipes or devices.</summary>
internal static class ProjectTextReader
{
    public const int MaxBytes = 1 << 20;

    /// <returns>The text with LF line ends; null when it is no file, too large or binary.</returns>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static string? Read(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        if (Target(full) is not { } file || Posix.Status(file) is not { Kind: FileKind.File, Size: <= MaxBytes })
            return null;
        var bytes = File.ReadAllBytes(file);
        if (bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).Contains((byte)0))
            return null;
        var text = Encoding.UTF8.GetString(bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes.AsSpan(3) : bytes);
        return text.Contains('\r') ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text;
    }

    private static string? Target(string full)
    {
        if (Posix.Status(full) is not { Kind: FileKind.Symlink })
            return full;
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null; // a loop
        }
    }
}
