using System.Text;

namespace Slipway.Files;

/// <summary>
/// Writes a file whole or not at all: temp file beside it, fsync, rename, fsync of the folder. The only writer of state.
/// </summary>
public static class AtomicFile
{
    private static int _sequence;

    /// <param name="path">The file to create or replace; its folder must exist.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="mode">Permission bits, set before the first byte is written; default 0600.</param>
    /// <param name="uid">Owner, -1 = the caller.</param>
    /// <param name="gid">Group, -1 = the caller's.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, int mode = 0b110_000_000, int uid = -1, int gid = -1)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temp = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.{Interlocked.Increment(ref _sequence)}.tmp");
        try
        {
            WriteSynced(temp, content, mode, uid, gid);
            Posix.Rename(temp, path);
        }
        catch
        {
            Posix.Unlink(temp);
            throw;
        }

        Posix.SyncFolder(folder);
    }

    public static void Write(string path, string content, int mode = 0b110_000_000, int uid = -1, int gid = -1) =>
        Write(path, Encoding.UTF8.GetBytes(content), mode, uid, gid);

    private static void WriteSynced(string temp, ReadOnlySpan<byte> content, int mode, int uid, int gid)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        };
        using var file = new FileStream(temp, options);
        if (uid != -1 || gid != -1)
            Posix.ChangeOwner(temp, uid, gid);
        Posix.ChangeMode(temp, mode);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
