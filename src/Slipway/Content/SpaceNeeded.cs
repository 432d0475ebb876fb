using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>What a release will take on the host: its missing objects and its tree.</summary>
public readonly record struct SpaceNeeded(long Bytes, long Inodes)
{
    private const int Block = 4096;

    /// <param name="missing">Objects that are not in the store yet.</param>
    public static SpaceNeeded For(Manifest manifest, IReadOnlyCollection<Digest> missing)
    {
        var bytes = missing.Sum(d => Blocks(manifest.Objects[d])) + manifest.Entries.Sum(e => Blocks(e.Size)) + ((manifest.Folders.Count + 1L) * Block);
        var inodes = missing.Count + manifest.Folders.Count + 1L + manifest.Entries.Count(e => e.Kind != EntryKind.EmptyFolder);
        return new SpaceNeeded(bytes, inodes);
    }

    public static SpaceNeeded operator *(int times, SpaceNeeded needed) => new(times * needed.Bytes, times * needed.Inodes);

    /// <summary>Throws when the file system that holds <paramref name="path"/> has less than this plus a reserve of 5 % (at least 16 MiB and 64 inodes).</summary>
    /// <exception cref="ProblemException"><c>content.disk_full</c></exception>
    public void Require(string path)
    {
        if (!IsThere(path))
            throw new ProblemException(ContentProblems.NotEnoughSpace(path, this));
    }

    /// <summary>False when the file system has less than this plus the reserve.</summary>
    internal bool IsThere(string path)
    {
        var free = Posix.Free(path);
        return Bytes + Math.Max(Bytes / 20, 16 << 20) <= free.Bytes && Inodes + Math.Max(Inodes / 20, 64) <= free.Inodes;
    }

    private static long Blocks(long size) => (size + Block - 1) / Block * Block;
}
