using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.Deployments.Proof;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

/// <summary>
/// Answers one request: (1) freeze, (2) read the symlink once, (3) fingerprinted assets, (4) public files, (5) the app.
/// Everything after 2 works with that release's own folder, so no response mixes two.
/// </summary>
internal sealed class EdgeRouter(LocalSite site, EdgeTraffic traffic, BoundedLog log) : IDisposable
{
    private const int RetryAfterSeconds = 5;
    private readonly SiteFileCache _description = new(site.SiteFile, log);
    private readonly ProxyForwarder _proxy = new(site);
    private readonly PublicFiles _files = new(site);
    private readonly FastCgiForwarder _fastCgi = new(site);

    public async Task HandleAsync(HttpContext context)
    {
        var entrance = context.Features.GetRequiredFeature<Entrance>();
        if (entrance.IsPublic && File.Exists(site.Paths.FreezeFile))
        {
            await EdgePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The site is being changed and takes no requests for a moment", retryAfterSeconds: RetryAfterSeconds);
            return;
        }

        if (ServingRelease.Read(entrance.Link, site) is not { } release)
        {
            await EdgePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing is deployed here yet", $"There is no {entrance.Link}.");
            return;
        }

        if (!entrance.IsPublic)
            context.Response.OnStarting(() => Name(context, release));
        var counter = traffic.Enter(release.Id);
        var completed = false;
        try
        {
            completed = await AnswerAsync(context, entrance, release);
        }
        finally
        {
            counter.End(failed: !completed || context.Response.StatusCode >= StatusCodes.Status500InternalServerError);
        }
    }

    public void Dispose() => _proxy.Dispose();

    // Whoever asks for proof is told which release the request was resolved to, by us and not by the app.
    private static Task Name(HttpContext context, ServingRelease release)
    {
        context.Response.Headers[EntranceClient.ReleaseHeader] = release.Id;
        return Task.CompletedTask;
    }

    /// <returns>False when the app broke off its answer.</returns>
    private async Task<bool> AnswerAsync(HttpContext context, Entrance entrance, ServingRelease release)
    {
        if (_description.Current is not { } description)
        {
            await EdgePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "This site has no description yet", $"There is no {site.SiteFile}.");
            return true;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = description.MaxBody;
        if (await _files.TryServeAssetAsync(context, release, description))
            return true;
        switch (description.Kind)
        {
            case LocalSiteKind.Static:
                await _files.ServeSiteAsync(context, release, description);
                return true;
            case LocalSiteKind.Proxy:
                return await _files.TryServeFileAsync(context, release, description) || await _proxy.ForwardAsync(context, entrance, release);
            default:
                return await new PhpSite(_files, _fastCgi).AnswerAsync(context, entrance, release, description);
        }
    }
}
