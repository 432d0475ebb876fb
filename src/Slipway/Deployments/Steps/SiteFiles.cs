using Slipway.Hosts;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Steps;

/// <summary>The files of web server and systemd that a release has on a server.</summary>
internal static class SiteFiles
{
    /// <summary>The site, which serves whatever release and changes with the switch; and what stands beside that of the old release.</summary>
    public static (IReadOnlyList<SiteFile> Site, IReadOnlyList<SiteFile> Beside) Split(IReadOnlyList<SiteFile> files, HostLayout layout)
    {
        string[] site = [NginxSite.AvailablePath(layout), NginxSite.EnabledPath(layout)];
        return ([.. files.Where(f => site.Contains(f.Path))], [.. files.Where(f => !site.Contains(f.Path))]);
    }

    /// <summary>The shape by which the release is served; null where no web server of a server serves it.</summary>
    public static string? ShapeOf(IEnumerable<SiteFile> files, HostLayout layout) =>
        files.Select(f => NginxShape.IdOf(layout, f.Path)).FirstOrDefault(id => id is not null);
}
