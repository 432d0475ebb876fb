using System.Text;

namespace Slipway.Cli.Local;

/// <summary>A log file that keeps its last 1–2 MiB: when it is full it becomes <c>X.1</c>, and the former <c>X.1</c> is dropped.</summary>
internal sealed class BoundedLog(string path, long limit = 1 << 20)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lock _gate = new();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            try
            {
                if (Append(bytes) >= limit)
                    File.Move(path, path + ".1", overwrite: true);
            }
            catch (IOException)
            {
                // A full disk must not end the processes that are being logged.
            }
        }
    }

    public void Line(string text) => Write(Encoding.UTF8.GetBytes($"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} slipway: {text}\n"));

    /// <summary>The last lines of both files.</summary>
    public static string Tail(string path, int lines)
    {
        var text = Read(path + ".1") + Read(path);
        var start = text.EndsWith('\n') ? text.Length - 1 : text.Length;
        for (var n = 0; n < lines && start > 0; n++)
            start = text.LastIndexOf('\n', start - 1);
        return start <= 0 ? text : text[(start + 1)..];
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private long Append(ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = Private,
            BufferSize = 0,
        });
        file.Write(bytes);
        return file.Length;
    }
}
