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
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            MakeFolders(context, Path.GetRelativePath(context.ReleaseFolder, folder));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            if (File.Exists(target))
                continue;
            File.Copy(file, target);
            Own(context, target, FileModes.Shared);
        }
    }

    private static void Own(StepContext context, string path, int mode)
    {
        var owner = context.Machine.RunFiles;
        Posix.ChangeOwner(path, owner.User, owner.Group);
        Posix.ChangeMode(path, mode);
    }
}
