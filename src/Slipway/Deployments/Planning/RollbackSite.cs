using Slipway.Deployments.Steps;
using Slipway.Hosts;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Planning;

/// <summary>The site and units of a rollback: as they were, but HTTPS that has come since stays.</summary>
internal static class RollbackSite
{
    private const string Certificate = "ssl_certificate ";

    /// <param name="old">Of the release that is rolled back to; rendered, perhaps before there was a certificate.</param>
    /// <param name="present">Of the release that serves.</param>
    public static IReadOnlyList<SiteFile> Of(IReadOnlyList<SiteFile> old, IReadOnlyList<SiteFile> present)
    {
        var secured = old.Any(HasTls) ? [] : present.Where(HasTls).ToDictionary(f => f.Path);
        return [.. old.Select(f => secured.GetValueOrDefault(f.Path, f))];
    }

    /// <summary>The files of a release of before there were shapes: its own site becomes its shape, and the site that serves stays.</summary>
    /// <param name="files">Of the release, without a shape.</param>
    /// <param name="site">The text of a site of today.</param>
    public static IReadOnlyList<SiteFile> WithShape(IReadOnlyList<SiteFile> files, HostLayout layout, Func<string> site)
    {
        var own = NginxSite.AvailablePath(layout);
        return files.FirstOrDefault(f => f.Path == own) is { } old && NginxLegacySite.ShapeOf(old.Text, layout) is { } shape
            ? [.. files.Where(f => f != old).Append(new SiteFile(own, site())).Append(new SiteFile(NginxShape.FilePath(layout, shape.Id), shape.Text))]
            : files;
    }

    private static bool HasTls(SiteFile file) => file.Text.Contains(Certificate, StringComparison.Ordinal);
}
