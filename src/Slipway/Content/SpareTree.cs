using System.Globalization;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>
/// A release's tree that is made ahead, while nobody waits: the next release mostly has the same files, so only the others are left to
/// make. It lies beside the releases as <c>.spare-MANIFEST-TIME-BYTES-INODES</c>; only the caller's user can enter it, and every file in
/// it was hashed when it was made. One that was touched since (by its times, which programs cannot set back) is not used.
/// </summary>
public sealed class SpareTree(string releases, ContentStore store, TreePolicy policy)
{
    private const string Prefix = ".spare-";

    /// <summary>Makes the spare, in place of an older one. Not when the disk would then lack room for a release of wholly new content.</summary>
    public void Make(Manifest manifest, TimeProvider time, CancellationToken cancel = default)
    {
        if (Find(releases) is { } present && present.Manifest == manifest.Id.ToString())
            return;
        Remove(releases);
        var size = SpaceNeeded.For(manifest, []);
        if (!(3 * size).IsThere(releases))
            return;
        var half = Path.Combine(releases, Prefix + "half");
        ReleaseTree.Create(manifest, store, half, policy, cancel);
        Posix.ChangeMode(half, FileModes.SecretFolder);
        Posix.SyncFileSystem(half);
        var made = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        Posix.Rename(half, Path.Combine(releases, $"{Prefix}{manifest.Id}-{made}-{size.Bytes}-{size.Inodes}"));
    }

    /// <summary>Removes the spare, whole or half made.</summary>
    public static void Remove(string releases)
    {
        if (!Directory.Exists(releases))
            return;
        foreach (var folder in Directory.EnumerateDirectories(releases, Prefix + "*"))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Makes the tree of a release, out of the spare where that can be trusted. As <see cref="ReleaseTree.Create"/> otherwise.</summary>
    /// <param name="manifestOf">The manifest with an id; null when the host no longer has it.</param>
    /// <param name="path">Folder to make.</param>
    /// <exception cref="ProblemException">As <see cref="ReleaseTree.Create"/>.</exception>
    public void CreateRelease(Manifest manifest, Func<string, Manifest?> manifestOf, string path, CancellationToken cancel = default)
    {
        if (Find(releases) is not { } spare || manifestOf(spare.Manifest) is not { } old)
        {
            ReleaseTree.Create(manifest, store, path, policy, cancel);
            return;
        }

        ReleaseTree.Remove(path);
        Posix.Rename(spare.Path, path);
        if (IsUntouched(old, path, spare.MadeNs))
            ReleaseTree.Change(old, manifest, store, path, policy, cancel);
        else
            ReleaseTree.Create(manifest, store, path, policy, cancel);
    }

    /// <summary>What becomes free when the spare is removed, as it is when room is needed.</summary>
    public static SpaceNeeded SizeIn(string releases) => Find(releases)?.Size ?? default;

    private static (string Path, string Manifest, long MadeNs, SpaceNeeded Size)? Find(string releases)
    {
        if (!Directory.Exists(releases))
            return null;
        foreach (var folder in Directory.EnumerateDirectories(releases, Prefix + "*-*"))
            if (Path.GetFileName(folder)[Prefix.Length..].Split('-') is [var id, var ticks, var bytes, var inodes]
                && long.TryParse(ticks, CultureInfo.InvariantCulture, out var made) && long.TryParse(bytes, CultureInfo.InvariantCulture, out var b) && long.TryParse(inodes, CultureInfo.InvariantCulture, out var i))
                return (folder, id, made * TimeSpan.NanosecondsPerTick, new(b, i));
        return null;
    }

    /// <summary>Every name is there, of its kind, rights, owner and size, and nothing about it changed after the spare was made.</summary>
    private bool IsUntouched(Manifest manifest, string path, long madeNs)
    {
        bool Is(string name, EntryKind kind, FileKind found, long? size) =>
            Posix.Status(Path.Combine(path, name)) is { } status
            && status.Kind == found && status.ChangedNs <= madeNs && (size is null || status.Size == size)
            && (kind == EntryKind.Symlink || status.Mode == policy.ModeOf(kind))
            && (policy.Uid == -1 || status.Uid == policy.Uid) && (policy.Gid == -1 || status.Gid == policy.Gid);

        return manifest.Folders.All(folder => Is(folder, EntryKind.EmptyFolder, FileKind.Folder, null))
            && manifest.Entries.AsParallel().All(entry => entry.Kind switch
            {
                EntryKind.EmptyFolder => true,
                EntryKind.Symlink => Is(entry.Path, entry.Kind, FileKind.Symlink, null),
                _ => Is(entry.Path, entry.Kind, FileKind.File, entry.Size),
            });
    }
}
