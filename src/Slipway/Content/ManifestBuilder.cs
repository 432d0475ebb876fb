using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Turns the list of a source into a manifest: hashes what the index does not know, on several processors.</summary>
public static class ManifestBuilder
{
    private const int Chunk = 1 << 17;

    /// <summary>The index of a source folder, in the project's cache.</summary>
    public static string IndexFile(string project, string source) => Path.Combine(
        project, ManifestRules.Reserved, "cache", "index-" + Digest.Of(Encoding.UTF8.GetBytes(Path.GetFullPath(source))).ToString()[..16]);

    /// <param name="indexFile">Read, and written when something changed; null = every file is read.</param>
    /// <exception cref="ProblemException"><c>content.changed</c>, <c>content.unreadable</c>, or what <see cref="Manifest.Create"/> refuses.</exception>
    public static BuiltManifest Build(SourceTree tree, string? indexFile, TimeProvider time, CancellationToken cancel = default) =>
        Build(tree, indexFile, time, null, cancel);

    /// <param name="afterRead">Called between the reading of a file and the look whether it changed: tests change it there.</param>
    internal static BuiltManifest Build(SourceTree tree, string? indexFile, TimeProvider time, Action<string>? afterRead, CancellationToken cancel = default)
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var old = indexFile is null ? new FileIndex() : FileIndex.Load(indexFile);
        var read = new (FileStatus Status, Digest Digest)[tree.Items.Count];
        var entries = new ManifestEntry[tree.Items.Count];
        var filesRead = 0;
        ForEach(tree.Items.Count, i =>
        {
            var item = tree.Items[i];
            if (item.Status.Kind == FileKind.File)
            {
                read[i] = old.TryGet(item.Path, item.Status, out var known) ? (item.Status, known) : Read(tree, item.Path, afterRead, ref filesRead);
                entries[i] = ManifestEntry.File(item.Path, read[i].Status.Size, read[i].Digest, read[i].Status.IsExecutable);
            }
            else
                entries[i] = item.Status.Kind == FileKind.Folder ? ManifestEntry.EmptyFolder(item.Path) : Link(tree, item.Path);
        }, cancel);
        if (indexFile is not null)
            SaveIndex(tree, read, old, filesRead, indexFile, now);
        var files = new Dictionary<Digest, ContentFile>(entries.Length);
        foreach (var entry in entries.Where(e => e.IsFile))
            files.TryAdd(entry.Digest, new ContentFile(Path.Combine(tree.Folder, entry.Path), entry.Size));
        return new BuiltManifest(Manifest.Create(entries, tree.Options.OutsideLinks), files, filesRead);
    }

    private static void SaveIndex(SourceTree tree, (FileStatus Status, Digest Digest)[] read, FileIndex old, int filesRead, string file, long now)
    {
        if (filesRead == 0 && old.Count == read.Count(r => r.Digest != default))
            return;
        var index = new FileIndex();
        for (var i = 0; i < read.Length; i++)
            if (tree.Items[i].Status.Kind == FileKind.File)
                index.Add(tree.Items[i].Path, read[i].Status, read[i].Digest, now);
        try
        {
            index.Save(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it the next run reads all files again; the folder may be read-only on purpose.
        }
    }

    private static (FileStatus, Digest) Read(SourceTree tree, string path, Action<string>? afterRead, ref int filesRead)
    {
        Interlocked.Increment(ref filesRead);
        var full = Path.Combine(tree.Folder, path);
        try
        {
            for (var attempt = 0; attempt < 2; attempt++)
            {
                using var file = Posix.OpenRead(full);
                var before = file.Status();
                var (digest, size) = Hash(file, path);
                afterRead?.Invoke(path);
                // The name, not only the open file, must still be the same: editors write a new file and rename it.
                if (before.Kind == FileKind.File && size == before.Size && Posix.Status(full) is { } after && after.IsSameContent(before))
                    return (before, digest);
            }
        }
        catch (IOException e) when (e.HResult is not Posix.ENOENT)
        {
            throw new ProblemException(ContentProblems.Unreadable(path, e.Message), e);
        }
        catch (IOException e)
        {
            throw new ProblemException(ContentProblems.Changed(path), e);
        }

        throw new ProblemException(ContentProblems.Changed(path));
    }

    private static (Digest Digest, long Size) Hash(Posix.Descriptor file, string path)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var n = file.Read(buffer.AsSpan(0, Chunk));
            StandIn.Refuse(path, buffer.AsSpan(0, n));
            if (n < Chunk)
                return (Digest.Of(buffer.AsSpan(0, n)), n);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            for (; n > 0; n = file.Read(buffer.AsSpan(0, Chunk)))
            {
                hash.AppendData(buffer, 0, n);
                size += n;
            }

            return (Digest.Of(hash), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ManifestEntry Link(SourceTree tree, string path)
    {
        var target = new FileInfo(Path.Combine(tree.Folder, path)).LinkTarget ?? throw new ProblemException(ContentProblems.Changed(path));
        StandIn.RefuseLink(path, target, Posix.TryTargetStatus(Path.Combine(tree.Folder, path)) is not null);
        return target.Contains('\uFFFD') ? throw new ProblemException(ContentProblems.NameNotUtf8(target)) : ManifestEntry.Symlink(path, target);
    }

    private static void ForEach(int count, Action<int> body, CancellationToken cancel)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel }, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
