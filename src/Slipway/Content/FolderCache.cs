using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Keeps folders whose content depends on a lock file only (virtual environments, packages). Always copies: what a release does to its folder never reaches the cache.</summary>
/// <param name="path">The cache's folder; made when absent.</param>
/// <param name="keep">How many folders stay; the ones used longest ago go.</param>
public sealed class FolderCache(string path, TimeProvider time, int keep = 3)
{
    private const string Unfinished = ".tmp";

    /// <summary>Fills the destination from the cache.</summary>
    /// <param name="key">Digest of what decides the content (lock files, versions): a folder name of letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="destination">Must not exist.</param>
    /// <returns>False when the cache has no such folder; nothing was made then.</returns>
    /// <exception cref="ProblemException"><c>content.disk_full</c>; nothing half is left.</exception>
    public bool TryRestore(string key, string destination, int uid = -1, int gid = -1, CancellationToken cancel = default)
    {
        var entry = Entry(key);
        if (!Directory.Exists(entry))
            return false;
        Copy(entry, destination, uid, gid, cancel);
        Directory.SetLastWriteTimeUtc(entry, time.GetUtcNow().UtcDateTime);
        return true;
    }

    /// <summary>Copies a folder into the cache, whole or not at all, and removes what is too many. A key that is there already stays as it is.</summary>
    /// <exception cref="ProblemException"><c>content.disk_full</c></exception>
    public void Save(string key, string folder, CancellationToken cancel = default)
    {
        var entry = Entry(key);
        Directory.CreateDirectory(path);
        foreach (var leftover in Directory.GetDirectories(path, "*" + Unfinished))
            Directory.Delete(leftover, recursive: true);
        if (!Directory.Exists(entry))
        {
            Copy(folder, entry + Unfinished, -1, -1, cancel);
            Posix.SyncFileSystem(entry + Unfinished);
            Posix.Rename(entry + Unfinished, entry);
        }

        Directory.SetLastWriteTimeUtc(entry, time.GetUtcNow().UtcDateTime);
        foreach (var old in new DirectoryInfo(path).GetDirectories().OrderByDescending(d => d.LastWriteTimeUtc).ThenBy(d => d.Name, StringComparer.Ordinal).Skip(keep))
            old.Delete(recursive: true);
    }

    private static void Copy(string from, string to, int uid, int gid, CancellationToken cancel)
    {
        try
        {
            FolderCopy.Run(from, to, uid, gid, cancel);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            var problem = e is IOException full && Posix.IsFull(full) ? ContentProblems.DiskFull(Path.GetDirectoryName(to)!, e.Message) : null;
            if (Directory.Exists(to))
                Directory.Delete(to, recursive: true);
            if (problem is not null)
                throw new ProblemException(problem, e);
            throw;
        }
    }

    private string Entry(string key) => key.Length is > 0 and <= 128 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? Path.Combine(path, key)
        : throw new ArgumentException("A key is a folder name of letters, digits, - and _.", nameof(key));
}
