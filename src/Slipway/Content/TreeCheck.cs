using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Slipway.Files;

namespace Slipway.Content;

/// <summary>Proves that a release is still what its manifest says: kind, mode, size and the hash of every file; times are not trusted.</summary>
public static class TreeCheck
{
    private const int Chunk = 1 << 17;

    /// <param name="path">The release's folder.</param>
    /// <param name="ignore">Relative paths that are not looked at, with all below them: shared links, writable folders. <c>.slipway</c> is always ignored.</param>
    /// <returns>Differences by path; empty when the tree is exact.</returns>
    public static IReadOnlyList<TreeDifference> Compare(string path, Manifest manifest, TreePolicy policy, IReadOnlySet<string>? ignore = null)
    {
        var found = new Dictionary<string, FileStatus>();
        Scan(path, "", ignore, found);
        var differences = new ConcurrentBag<TreeDifference>();
        var entries = manifest.Entries.Where(e => !IsIgnored(e.Path, ignore)).ToList();
        Parallel.ForEach(entries, entry =>
        {
            if (Look(Path.Combine(path, entry.Path), entry, found, policy) is { } difference)
                differences.Add(difference);
        });
        foreach (var folder in manifest.Folders.Where(f => !IsIgnored(f, ignore)))
            if (CompareStatus(folder, EntryKind.EmptyFolder, found, policy) is { } difference)
                differences.Add(difference);
        var known = entries.Select(e => e.Path).Concat(manifest.Folders).ToHashSet();
        foreach (var name in found.Keys.Where(n => !known.Contains(n)))
            differences.Add(new TreeDifference(name, TreeAspect.Added, null, found[name].Kind.ToString()));
        return [.. differences.Distinct().OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    private static TreeDifference? Look(string full, ManifestEntry entry, Dictionary<string, FileStatus> found, TreePolicy policy)
    {
        if (CompareStatus(entry.Path, entry.Kind, found, policy) is { } difference)
            return difference;
        if (entry.Kind == EntryKind.Symlink)
            return new FileInfo(full).LinkTarget is var target && target == entry.Target ? null : new(entry.Path, TreeAspect.Target, entry.Target, target);
        if (!entry.IsFile)
            return null;
        if (found[entry.Path].Size is var size && size != entry.Size)
            return new(entry.Path, TreeAspect.Size, entry.Size.ToString(), size.ToString());
        var digest = HashOf(full);
        return digest == entry.Digest ? null : new(entry.Path, TreeAspect.Content, entry.Digest.ToString(), digest.ToString());
    }

    private static TreeDifference? CompareStatus(string path, EntryKind kind, Dictionary<string, FileStatus> found, TreePolicy policy)
    {
        var wanted = kind switch { EntryKind.Symlink => FileKind.Symlink, EntryKind.EmptyFolder => FileKind.Folder, _ => FileKind.File };
        if (!found.TryGetValue(path, out var status))
            return new(path, TreeAspect.Missing, wanted.ToString(), null);
        if (status.Kind != wanted)
            return new(path, TreeAspect.Kind, wanted.ToString(), status.Kind.ToString());
        return kind == EntryKind.Symlink || status.Mode == policy.ModeOf(kind)
            ? null
            : new(path, TreeAspect.Mode, Octal(policy.ModeOf(kind)), Octal(status.Mode));
    }

    private static void Scan(string root, string relative, IReadOnlySet<string>? ignore, Dictionary<string, FileStatus> found)
    {
        foreach (var full in Directory.EnumerateFileSystemEntries(Path.Combine(root, relative)))
        {
            var name = Path.GetFileName(full);
            var path = relative.Length == 0 ? name : relative + "/" + name;
            if (path == ManifestRules.Reserved || ignore?.Contains(path) == true || Posix.Status(full) is not { } status)
                continue;
            found[path] = status;
            if (status.Kind == FileKind.Folder)
                Scan(root, path, ignore, found);
        }
    }

    private static bool IsIgnored(string path, IReadOnlySet<string>? ignore)
    {
        if (ignore is null || ignore.Count == 0)
            return false;
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            if (ignore.Contains(path[..end]))
                return true;
        return false;
    }

    private static Digest HashOf(string path)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            using var file = Posix.OpenRead(path);
            var n = file.Read(buffer.AsSpan(0, Chunk));
            if (n < Chunk)
                return Digest.Of(buffer.AsSpan(0, n));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (; n > 0; n = file.Read(buffer.AsSpan(0, Chunk)))
                hash.AppendData(buffer, 0, n);
            return Digest.Of(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');
}
