using Slipway.Deployments.Steps;

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

    private static bool HasTls(SiteFile file) => file.Text.Contains(Certificate, StringComparison.Ordinal);
}
