using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>
/// The contents that a host has, each once, named by SHA-256: <c>ab/cdef…</c>, 0444. What arrives waits in <c>incoming/&lt;transaction&gt;</c> until it is
/// on the disk; only then it is renamed to its name, so an object that has its name is whole even after a power cut.
/// </summary>
public sealed class ContentStore
{
    private const int FolderMode = 0b111_000_000;
    private const int ObjectMode = 0b100_100_100;
    private const int FewObjects = 16; // below that, one fsync each beats a sync of the whole file system
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);
    private readonly string _path;

    /// <param name="path">The store's folder; made when absent (its parent must exist), 0700.</param>
    public ContentStore(string path)
    {
        _path = path;
        if (Posix.Status(path) is null)
            MakeFolder(path);
    }

    private string Incoming => Path.Combine(_path, "incoming");

    /// <summary>Where an object lies, whether or not it exists.</summary>
    public string ObjectPath(Digest digest)
    {
        var name = digest.ToString();
        return Path.Combine(_path, name[..2], name[2..]);
    }

    /// <summary>What of the manifest's content is not here, in the order in which the manifest names it. Reads one folder per prefix, no object.</summary>
    public IReadOnlyList<Digest> Missing(Manifest manifest)
    {
        var missing = new List<Digest>();
        foreach (var group in manifest.Objects.Keys.GroupBy(d => (byte)(d.A >> 56)))
        {
            var present = Names(group.Key.ToString("x2"));
            missing.AddRange(group.Where(d => !present.Contains(d)));
        }

        return missing;
    }

    /// <summary>Takes in a pack: all of it, or nothing.</summary>
    /// <param name="pack">As <see cref="PackWriter"/> writes it; bytes after its end may be read too.</param>
    /// <param name="expected">Contents that may be in it, with sizes: <see cref="Manifest.Objects"/>.</param>
    /// <param name="transaction">Name of the transaction; one folder name.</param>
    /// <returns>Number of objects that are now here.</returns>
    /// <exception cref="ProblemException"><c>content.pack_corrupt</c>, <c>content.disk_full</c>.</exception>
    public int Receive(Stream pack, IReadOnlyDictionary<Digest, long> expected, string transaction, CancellationToken cancel = default)
    {
        var folder = IncomingFolder(transaction);
        try
        {
            Discard(transaction);
            MakeFolder(Incoming);
            MakeFolder(folder);
            var received = Unpack(pack, expected, folder, cancel);
            if (received.Count > FewObjects)
                Posix.SyncFileSystem(folder);
            foreach (var digest in received)
            {
                MakeFolder(Path.GetDirectoryName(ObjectPath(digest))!);
                Posix.Rename(Path.Combine(folder, digest.ToString()), ObjectPath(digest));
            }

            return received.Count;
        }
        catch (IOException e) when (Posix.IsFull(e))
        {
            throw new ProblemException(ContentProblems.DiskFull(_path, e.Message), e);
        }
        finally
        {
            Discard(transaction);
        }
    }

    /// <summary>Removes what an interrupted <see cref="Receive"/> left.</summary>
    public void Discard(string transaction)
    {
        var folder = IncomingFolder(transaction);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Removes a damaged object, so that it is reported missing and sent anew.</summary>
    public void Remove(Digest digest) => Posix.Unlink(ObjectPath(digest));

    /// <summary>Removes objects that no kept manifest names, unless they are younger than an hour, and leftovers of transactions that are not open.</summary>
    /// <param name="keep">Manifests of all kept releases and of open transactions.</param>
    /// <param name="open">Names of open transactions.</param>
    public Collected Collect(IEnumerable<Manifest> keep, IReadOnlySet<string> open, TimeProvider time)
    {
        var wanted = keep.SelectMany(m => m.Objects.Keys).ToHashSet();
        var limit = (time.GetUtcNow() - Young).ToUnixTimeMilliseconds() * 1_000_000;
        var (count, bytes) = (0, 0L);
        foreach (var prefix in Directory.EnumerateDirectories(_path).Select(p => Path.GetFileName(p)!).Where(n => n.Length == 2))
            foreach (var digest in Names(prefix))
            {
                if (wanted.Contains(digest) || Posix.Status(ObjectPath(digest)) is not { } status || status.ModifiedNs > limit)
                    continue;
                Remove(digest);
                (count, bytes) = (count + 1, bytes + status.Size);
            }

        foreach (var folder in Directory.Exists(Incoming) ? Directory.GetDirectories(Incoming) : [])
            if (!open.Contains(Path.GetFileName(folder)))
                Directory.Delete(folder, recursive: true);
        return new Collected(count, bytes);
    }

    private static List<Digest> Unpack(Stream pack, IReadOnlyDictionary<Digest, long> expected, string folder, CancellationToken cancel)
    {
        using var reader = new PackReader(pack);
        var received = new List<Digest>();
        var seen = new HashSet<Digest>();
        while (reader.Next(out var digest, out var size))
        {
            cancel.ThrowIfCancellationRequested();
            if (!expected.TryGetValue(digest, out var right) || right != size || !seen.Add(digest))
                throw new ProblemException(ContentProblems.PackCorrupt($"It has {digest} with {size} bytes, which nobody asked for"));
            using var file = Posix.CreateNew(Path.Combine(folder, digest.ToString()), ObjectMode);
            reader.Copy(digest, size, piece => file.Write(piece.Span));
            file.ChangeMode(ObjectMode);
            received.Add(digest);
        }

        if (received.Count <= FewObjects)
            foreach (var digest in received)
                SyncFile(Path.Combine(folder, digest.ToString()));
        return received;
    }

    private static void SyncFile(string path)
    {
        using var file = Posix.OpenRead(path);
        file.Sync();
    }

    private HashSet<Digest> Names(string prefix)
    {
        var found = new HashSet<Digest>();
        var folder = Path.Combine(_path, prefix);
        if (!Directory.Exists(folder))
            return found;
        Span<char> name = stackalloc char[2 * Digest.Size];
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var rest = Path.GetFileName(path.AsSpan());
            if (rest.Length != name.Length - 2)
                continue;
            prefix.CopyTo(name);
            rest.CopyTo(name[2..]);
            if (Digest.TryParse(name, out var digest))
                found.Add(digest);
        }

        return found;
    }

    private string IncomingFolder(string transaction) =>
        transaction.Length > 0 && !transaction.Contains('/') && transaction is not ("." or "..")
            ? Path.Combine(Incoming, transaction)
            : throw new ArgumentException("A transaction's name is one folder name.", nameof(transaction));

    private static void MakeFolder(string path)
    {
        try
        {
            Posix.MakeFolder(path, FolderMode);
        }
        catch (IOException e) when (e.HResult == Posix.EEXIST)
        {
            // Somebody was first: the same folder.
        }
    }
}
