using System.Buffers;

namespace Slipway.Files;

/// <summary>Copies a folder exactly: modes, symlink texts, times; never by hard link. Blocks are shared (reflink) where the file system can.</summary>
public static class FolderCopy
{
    private const int Chunk = 1 << 17;
    private const int Private = 0b111_000_000;

    /// <param name="source">An existing folder.</param>
    /// <param name="destination">Must not exist; its parent does.</param>
    /// <param name="uid">Owner of all that is made; -1 = the caller.</param>
    /// <param name="gid">Group; -1 = the caller's.</param>
    /// <exception cref="IOException">A socket, pipe or device is in it, or the system refuses; what was made stays.</exception>
    public static void Run(string source, string destination, int uid = -1, int gid = -1, CancellationToken cancel = default)
    {
        var status = Posix.Status(source) is { Kind: FileKind.Folder } found ? found : throw new DirectoryNotFoundException(source);
        Posix.MakeFolder(destination, Private);
        foreach (var path in Directory.GetFileSystemEntries(source))
        {
            cancel.ThrowIfCancellationRequested();
            var to = Path.Combine(destination, Path.GetFileName(path));
            switch (Posix.Status(path)?.Kind)
            {
                case FileKind.Folder:
                    Run(path, to, uid, gid, cancel);
                    break;
                case FileKind.Symlink:
                    Posix.Symlink(new FileInfo(path).LinkTarget!, to);
                    Own(to, uid, gid);
                    break;
                case FileKind.File:
                    CopyFile(path, to, uid, gid);
                    break;
                default:
                    throw new IOException($"{path} is not a file, folder or symlink");
            }
        }

        Own(destination, uid, gid);
        Posix.ChangeMode(destination, status.Mode);
    }

    private static void CopyFile(string from, string to, int uid, int gid)
    {
        using var source = Posix.OpenRead(from);
        using var target = Posix.CreateNew(to, Private);
        var status = source.Status();
        if (!target.TryClone(source) && !target.TryCopy(source))
            CopyBytes(source, target);
        if (uid != -1 || gid != -1)
            target.ChangeOwner(uid, gid);
        target.ChangeMode(status.Mode);
        target.SetModified(status.ModifiedNs);
    }

    private static void CopyBytes(Posix.Descriptor source, Posix.Descriptor target)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (int n; (n = source.Read(buffer.AsSpan(0, Chunk))) > 0;)
                target.Write(buffer.AsSpan(0, n));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Own(string path, int uid, int gid)
    {
        if (uid != -1 || gid != -1)
            Posix.ChangeOwner(path, uid, gid);
    }
}
