using System.Security.Cryptography;
using Slipway.Files;
using Slipway.Hosts.Observed.Accounts;

namespace Slipway.Hosts.Observed.Disk;

internal static class FilesReader
{
    private const long LargestDigested = 64 << 20;

    public static FilesFact Read(FilesQuestion asked, HostView host) => new([.. asked.Paths.Select(path => Look(path, asked.Digests, host))]);

    public static SeenFile Look(string path, bool digest, HostView host)
    {
        try
        {
            return host.Status(path) is { } status ? Seen(path, status, digest, host) : new SeenFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SeenFile(path) { Unknown = e.Message };
        }
    }

    private static SeenFile Seen(string path, FileStatus status, bool digest, HostView host) => new(path)
    {
        Kind = status.Kind,
        Mode = Convert.ToString(status.Mode, 8).PadLeft(4, '0'),
        Owner = OwnerNames.User(status.Uid, host),
        Group = OwnerNames.Group(status.Gid, host),
        Size = status.Size,
        Modified = DateTimeOffset.FromUnixTimeMilliseconds(status.ModifiedNs / 1_000_000),
        Target = status.Kind == FileKind.Symlink ? new FileInfo(host.Real(path)).LinkTarget : null,
        Dangling = status.Kind == FileKind.Symlink && Posix.TryTargetStatus(host.Real(path)) is null,
        Digest = digest && status is { Kind: FileKind.File, Size: <= LargestDigested } ? DigestOf(host.Real(path)) : null,
    };

    private static string? DigestOf(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
