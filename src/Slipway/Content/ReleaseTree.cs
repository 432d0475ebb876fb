using System.Buffers;
using System.Security.Cryptography;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>
/// Makes the folder of a release from the store. Every file is a copy of its own, so nothing that a step or the app writes can reach the
/// store or another release, and every byte is hashed on its way. A file's time is that of its content in the store, less two seconds:
/// so an unchanged file keeps its time from release to release (and its ETag in nginx), and what a build makes of a new one is younger
/// even for programs that compare whole seconds. Laravel compiles a view again, in place and under the eyes of other requests, when it
/// is not older than the compiled one.
/// </summary>
public static class ReleaseTree
{
    private const int Private = 0b111_000_000;
    private const int Chunk = 1 << 17;
    private const long OlderNs = 2_000_000_000;

    /// <summary>Writes the tree; the caller renames it to its name, and syncs it before anything depends on it. What an interrupted attempt left at <paramref name="path"/> is removed first.</summary>
    /// <param name="path">Folder to make; only the caller's user can enter it until it is complete.</param>
    /// <exception cref="ProblemException"><c>content.object_missing</c>, <c>content.object_corrupt</c> (the object is removed: ask <see cref="ContentStore.Missing"/> again) or <c>content.disk_full</c>; nothing is left at the path.</exception>
    public static void Create(Manifest manifest, ContentStore store, string path, TreePolicy policy, CancellationToken cancel = default)
    {
        Remove(path);
        Guard(path, () =>
        {
            Posix.MakeFolder(path, Private);
            Fill(manifest.Folders, manifest.Entries, store, path, policy, cancel);
        });
    }

    /// <summary>Makes the tree of one manifest out of the whole tree of another: what both have stays.</summary>
    /// <param name="path">The tree; only the caller's user can enter it.</param>
    /// <exception cref="ProblemException">As <see cref="Create"/>.</exception>
    internal static void Change(Manifest from, Manifest to, ContentStore store, string path, TreePolicy policy, CancellationToken cancel)
    {
        var stays = to.Entries.ToHashSet();
        stays.IntersectWith(from.Entries);
        var folders = to.Folders.ToHashSet();
        folders.IntersectWith(from.Folders);
        Guard(path, () =>
        {
            foreach (var entry in from.Entries.Where(e => !stays.Contains(e) && e.Kind != EntryKind.EmptyFolder))
                Posix.Unlink(Path.Combine(path, entry.Path));
            foreach (var folder in from.Folders.Reverse().Where(f => !folders.Contains(f)))
                Directory.Delete(Path.Combine(path, folder));
            Fill([.. to.Folders.Where(f => !folders.Contains(f))], [.. to.Entries.Where(e => !stays.Contains(e))], store, path, policy, cancel);
        });
    }

    private static void Guard(string path, Action make)
    {
        try
        {
            make();
        }
        catch (Exception e)
        {
            var problem = e is IOException full && Posix.IsFull(full) ? ContentProblems.DiskFull(Path.GetDirectoryName(path)!, e.Message) : null;
            Remove(path);
            if (problem is not null)
                throw new ProblemException(problem, e);
            throw;
        }
    }

    /// <param name="folders">Folders to make, parents before children; they and the tree's own get their rights at the end.</param>
    private static void Fill(IReadOnlyList<string> folders, IReadOnlyList<ManifestEntry> entries, ContentStore store, string path, TreePolicy policy, CancellationToken cancel)
    {
        foreach (var folder in folders)
            Posix.MakeFolder(Path.Combine(path, folder), Private);
        try
        {
            var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 2, 8) };
            Parallel.ForEach(entries, options, entry => Put(entry, store, Path.Combine(path, entry.Path), policy));
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        foreach (var folder in folders.Reverse().Select(f => Path.Combine(path, f)).Append(path))
        {
            Own(folder, policy);
            Posix.ChangeMode(folder, policy.FolderMode);
        }
    }

    private static void Put(ManifestEntry entry, ContentStore store, string path, TreePolicy policy)
    {
        if (entry.Kind == EntryKind.EmptyFolder)
            return;
        if (entry.Kind == EntryKind.Symlink)
        {
            Posix.Symlink(entry.Target!, path);
            Own(path, policy);
            return;
        }

        if (!CopyProven(store.ObjectPath(entry.Digest), path, entry, policy))
        {
            store.Remove(entry.Digest);
            throw new ProblemException(ContentProblems.ObjectCorrupt(entry.Digest));
        }
    }

    private static bool CopyProven(string from, string to, ManifestEntry entry, TreePolicy policy)
    {
        using var source = OpenObject(from, entry.Digest);
        using var target = Posix.CreateNew(to, Private);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var digest = entry.Size < Chunk ? CopyWhole(source, target, buffer) : CopyLong(source, target, buffer);
            if (policy.Uid != -1 || policy.Gid != -1)
                target.ChangeOwner(policy.Uid, policy.Gid);
            target.ChangeMode(policy.ModeOf(entry.Kind));
            target.SetModified(source.Status().ModifiedNs - OlderNs);
            return digest == entry.Digest;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // One read tells: an object that is longer than its manifest says has another hash, too.
    private static Digest CopyWhole(Posix.Descriptor source, Posix.Descriptor target, byte[] buffer)
    {
        var n = source.Read(buffer.AsSpan(0, Chunk));
        target.Write(buffer.AsSpan(0, n));
        return Digest.Of(buffer.AsSpan(0, n));
    }

    private static Digest CopyLong(Posix.Descriptor source, Posix.Descriptor target, byte[] buffer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int n; (n = source.Read(buffer.AsSpan(0, Chunk))) > 0;)
        {
            hash.AppendData(buffer, 0, n);
            target.Write(buffer.AsSpan(0, n));
        }

        return Digest.Of(hash);
    }

    private static Posix.Descriptor OpenObject(string path, Digest digest)
    {
        try
        {
            return Posix.OpenRead(path);
        }
        catch (IOException e) when (e.HResult == Posix.ENOENT)
        {
            throw new ProblemException(ContentProblems.ObjectMissing(digest), e);
        }
    }

    private static void Own(string path, TreePolicy policy)
    {
        if (policy.Uid != -1 || policy.Gid != -1)
            Posix.ChangeOwner(path, policy.Uid, policy.Gid);
    }

    internal static void Remove(string path)
    {
        if (Posix.Status(path) is { Kind: FileKind.Folder })
            Directory.Delete(path, recursive: true);
        else
            Posix.Unlink(path);
    }
}
