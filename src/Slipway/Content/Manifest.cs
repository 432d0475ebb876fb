using Slipway.Problems;

namespace Slipway.Content;

/// <summary>
/// Everything a release consists of, in order of path. Two manifests with the same entries have the same bytes, so
/// <see cref="Id"/> names the content of a release.
/// </summary>
public sealed class Manifest
{
    /// <summary>More names than this are refused on both sides.</summary>
    public const int MaxEntries = 1_000_000;

    private Manifest(IReadOnlyList<ManifestEntry> entries, byte[] bytes)
    {
        Entries = entries;
        Bytes = bytes;
        Id = Digest.Of(bytes);
        Objects = ObjectsOf(entries);
        Folders = FoldersOf(entries);
    }

    /// <summary>Sorted by path, ordinal.</summary>
    public IReadOnlyList<ManifestEntry> Entries { get; }

    /// <summary>The content id: SHA-256 of <see cref="Bytes"/>.</summary>
    public Digest Id { get; }

    /// <summary>The encoding, see <see cref="ManifestWriter"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Each different content once, with its size in bytes.</summary>
    public IReadOnlyDictionary<Digest, long> Objects { get; }

    /// <summary>All folders below the release, parents before children.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Sum of the sizes of all files, bytes.</summary>
    public long TotalSize => Entries.Sum(e => e.Size);

    /// <summary>Sorts and checks the entries.</summary>
    /// <param name="entries">In any order.</param>
    /// <param name="outsideLinks">Paths of symlinks whose target may leave the release (links to shared folders).</param>
    /// <exception cref="ProblemException"><c>content.path_escape</c>, <c>content.path_reserved</c> or <c>content.manifest_invalid</c>, all of them at once.</exception>
    public static Manifest Create(IEnumerable<ManifestEntry> entries, IReadOnlySet<string>? outsideLinks = null)
    {
        var sorted = entries.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        ManifestRules.Check(sorted, outsideLinks);
        return new Manifest(sorted, ManifestWriter.Write(sorted));
    }

    /// <summary>Reads an encoded manifest from the other side and checks it as strictly as <see cref="Create"/>.</summary>
    /// <exception cref="ProblemException">As <see cref="Create"/>.</exception>
    public static Manifest Read(ReadOnlyMemory<byte> bytes, IReadOnlySet<string>? outsideLinks = null)
    {
        var entries = ManifestReader.Read(bytes.Span);
        ManifestRules.Check(entries, outsideLinks);
        return new Manifest(entries, bytes.ToArray());
    }

    private static Dictionary<Digest, long> ObjectsOf(IReadOnlyList<ManifestEntry> entries)
    {
        var objects = new Dictionary<Digest, long>(entries.Count);
        foreach (var entry in entries)
            if (entry.IsFile && !objects.TryAdd(entry.Digest, entry.Size) && objects[entry.Digest] != entry.Size)
                throw new ProblemException(ContentProblems.ManifestInvalid($"two sizes for the content {entry.Digest}", entry.Path));
        return objects;
    }

    private static string[] FoldersOf(IReadOnlyList<ManifestEntry> entries)
    {
        var folders = new HashSet<string>();
        foreach (var entry in entries)
        {
            if (entry.Kind == EntryKind.EmptyFolder)
                folders.Add(entry.Path);
            for (var end = entry.Path.LastIndexOf('/'); end > 0; end = entry.Path.LastIndexOf('/', end - 1))
                if (!folders.Add(entry.Path[..end]))
                    break;
        }

        var sorted = folders.ToArray();
        Array.Sort(sorted, string.CompareOrdinal);
        return sorted;
    }
}
