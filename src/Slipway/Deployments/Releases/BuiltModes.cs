using Slipway.Files;

namespace Slipway.Deployments.Releases;

/// <summary>
/// Rights of what a build made. It may contain secrets (a cached configuration), so it was made unreadable for others and
/// writable for the run user's group; afterwards nobody but the deploy user writes, and the web server reads what is public.
/// </summary>
internal static class BuiltModes
{
    private const int GroupWrites = 0b000_010_000;
    private const int OthersRead = 0b000_000_100;
    private const int OthersPass = 0b000_000_001;

    /// <param name="release">Folder of the release.</param>
    /// <param name="publicFolders">Relative to it; "." is the release without names that begin with a dot.</param>
    /// <param name="mutable">Relative to it; they keep their rights.</param>
    public static void Settle(string release, IReadOnlyList<string> publicFolders, IReadOnlyList<string> mutable)
    {
        var kept = mutable.Select(folder => Path.Combine(release, folder)).ToHashSet();
        var open = publicFolders.Select(folder => folder == "." ? release : Path.Combine(release, folder)).ToHashSet();
        foreach (var entry in new DirectoryInfo(release).EnumerateFileSystemInfos())
            Settle(entry, IsOpen(entry, open.Contains(release), open), open, kept);
    }

    private static bool IsOpen(FileSystemInfo entry, bool parentIsOpen, HashSet<string> open) =>
        open.Contains(entry.FullName) || (parentIsOpen && !entry.Name.StartsWith('.'));

    private static void Settle(FileSystemInfo entry, bool isOpen, HashSet<string> open, HashSet<string> kept)
    {
        if (entry.LinkTarget is not null || kept.Contains(entry.FullName) || entry.Name == ".slipway")
            return;
        var mode = (int)entry.UnixFileMode;
        var wanted = mode & ~GroupWrites;
        if (entry is not DirectoryInfo folder)
        {
            Change(entry, mode, isOpen ? wanted | OthersRead : wanted);
            return;
        }

        Change(entry, mode, isOpen ? wanted | OthersRead | OthersPass : wanted | OthersPass);
        foreach (var child in folder.EnumerateFileSystemInfos())
            Settle(child, IsOpen(child, isOpen, open), open, kept);
    }

    private static void Change(FileSystemInfo entry, int mode, int wanted)
    {
        if (mode != wanted)
            Posix.ChangeMode(entry.FullName, wanted);
    }
}
