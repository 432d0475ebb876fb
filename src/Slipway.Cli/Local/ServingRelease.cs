using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <summary>The release that a symlink (<c>current</c>, <c>next</c>) names at one instant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Folder">Its own folder, not by way of the symlink: what is read through it belongs to this release, whatever happens meanwhile.</param>
internal sealed record ServingRelease(string Id, string Folder)
{
    /// <summary>Null when there is no such symlink.</summary>
    public static ServingRelease? Read(string link, LocalSite site)
    {
        var target = LinkTarget(link);
        if (target is null)
            return null;
        var id = Path.GetFileName(target.TrimEnd('/'));
        return new ServingRelease(id, site.Paths.Release(id));
    }

    /// <summary>The app's real socket; null when the release has none.</summary>
    public string? Socket()
    {
        var link = Path.Combine(Folder, ".slipway", "app.sock");
        return LinkTarget(link) ?? (File.Exists(link) ? link : null);
    }

    private static string? LinkTarget(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
