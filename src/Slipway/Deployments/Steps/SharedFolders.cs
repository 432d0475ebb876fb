using Slipway.Deployments.Journals;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>Folders that outlive releases: they lie in shared/ and each release links to them.</summary>
internal static class SharedFolders
{
    /// <summary>
    /// Links <paramref name="folder"/> of the release to shared/. What the release ships in it is the skeleton: copied where
    /// shared/ lacks it, never over what is there.
    /// </summary>
    /// <param name="nested">Folders that must exist in it, as paths relative to the release.</param>
    public static void Link(StepContext context, string folder, IReadOnlyList<string> nested)
    {
        var shipped = Path.Combine(context.ReleaseFolder, folder);
        var kept = Path.Combine(context.Layout.Shared, folder);
        Directory.CreateDirectory(context.Layout.Shared);
        foreach (var path in nested.Append(folder))
            MakeFolders(context, path);
        if (new FileInfo(shipped).LinkTarget is null && Directory.Exists(shipped))
        {
            CopySkeleton(context, shipped, kept);
            Directory.Delete(shipped, recursive: true);
        }

        Posix.Unlink(shipped);
        Directory.CreateDirectory(Path.GetDirectoryName(shipped)!);
        var up = string.Concat(Enumerable.Repeat("../", folder.Count(c => c == '/') + 2));
        Posix.Symlink($"{up}shared/{folder}", shipped);
    }

    /// <summary>
    /// Before anything was ever committed nobody but the run user has a right to what lies in shared/: data was brought there by hand, or
    /// made for another user by a first deploy that failed.
    /// </summary>
    public static void TakeOver(StepContext context)
    {
        var owner = context.Machine.RunFiles;
        if (context.Plan.Previous is not null || context.Journal.Entries.Any(e => e.Event == JournalEvent.Commit) || !Directory.Exists(context.Layout.Shared))
            return;
        var noLinks = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var entry in Directory.EnumerateFileSystemEntries(context.Layout.Shared, "*", noLinks))
            Posix.ChangeOwner(entry, owner.User, owner.Group);
    }

    private static void MakeFolders(StepContext context, string path)
    {
        var made = context.Layout.Shared;
        foreach (var part in path.Split('/'))
        {
            made = Path.Combine(made, part);
            if (!Directory.Exists(made))
            {
                Directory.CreateDirectory(made);
                Own(context, made, FileModes.SharedPublicFolder);
            }
        }
    }

    private static void CopySkeleton(StepContext context, string from, string to)
    {
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
                CopyLink(context, link, target);
            else if (entry is DirectoryInfo)
            {
                MakeFolders(context, Path.GetRelativePath(context.ReleaseFolder, entry.FullName));
                CopySkeleton(context, entry.FullName, target);
            }
            else if (!Exists(target))
            {
                File.Copy(entry.FullName, target);
                Own(context, target, FileModes.Shared);
            }
        }
    }

    /// <summary>A link stays a link: followed, it could lead round in circles or out of the folder.</summary>
    private static void CopyLink(StepContext context, string link, string target)
    {
        if (Exists(target))
            return;
        Posix.Symlink(link, target);
        Posix.ChangeOwner(target, context.Machine.RunFiles.User, context.Machine.RunFiles.Group);
    }

    private static bool Exists(string path) => Posix.Status(path) is not null;

    private static void Own(StepContext context, string path, int mode)
    {
        var owner = context.Machine.RunFiles;
        Posix.ChangeOwner(path, owner.User, owner.Group);
        Posix.ChangeMode(path, mode);
    }
}
