using Slipway.Files;
using Slipway.Hosts;

namespace Slipway.Deployments.Releases;

/// <summary>
/// Keeps the fingerprinted assets of the kept good releases reachable, so that a page of the old release finds its own after the
/// switch: below <c>assets/</c>, in the place of their URL, one symlink per file to the release that last brought it.
/// </summary>
public static class AssetBridge
{
    /// <summary>Adds links for a release's assets. Those of other releases stay.</summary>
    public static void Add(HostLayout layout, string release, IReadOnlyList<AssetFolder> assets)
    {
        foreach (var asset in assets)
        {
            var from = Path.Combine(layout.Release(release), asset.Folder);
            if (!Directory.Exists(from))
                continue;
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
                Link(Path.Combine(layout.Assets, asset.Url.Trim('/'), Path.GetRelativePath(from, file)), file);
        }
    }

    /// <summary>Drops links into releases that have gone, where no kept release has the same file.</summary>
    public static void Collect(HostLayout layout, IReadOnlyList<ReleaseDescription> kept)
    {
        if (!Directory.Exists(layout.Assets))
            return;
        var broken = Directory.EnumerateFileSystemEntries(layout.Assets, "*", SearchOption.AllDirectories)
            .Where(link => new FileInfo(link).LinkTarget is { } target && !File.Exists(target))
            .ToList();
        foreach (var link in broken)
            Posix.Unlink(link);
        if (broken.Count > 0)
            foreach (var release in kept)
                Add(layout, release.Release, release.Settings.Assets);
    }

    private static void Link(string link, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        var made = link + ".new";
        Posix.Unlink(made);
        Posix.Symlink(file, made);
        Posix.Rename(made, link);
    }
}
