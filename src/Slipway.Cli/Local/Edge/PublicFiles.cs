using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

/// <summary>Serves files of a release. Names that begin with a dot are never public, <c>.well-known</c> excepted.</summary>
internal sealed class PublicFiles(LocalSite site)
{
    private const string Forever = "public, max-age=31536000, immutable";
    private readonly FileExtensionContentTypeProvider _types = new();

    /// <summary>A fingerprinted asset of this release or, when it has none of that name, of a kept older one.</summary>
    /// <returns>False when it is no asset.</returns>
    public async Task<bool> TryServeAssetAsync(HttpContext context, ServingRelease release, LocalSiteDescription description)
    {
        if (!IsReading(context) || EndsInSlash(context) || UrlPath.Segments(context.Request.Path) is not { Count: > 0 } segments || PhpSite.IsScript(segments[^1]))
            return false;
        foreach (var (prefix, folder) in description.Assets)
        {
            var head = UrlPath.Split(prefix);
            if (segments.Count <= head.Count || !segments.Take(head.Count).SequenceEqual(head))
                continue;
            var own = Path.Combine([release.Folder, folder, .. segments.Skip(head.Count)]);
            var kept = Path.Combine([site.Paths.Assets, .. segments]);
            if ((File.Exists(own) ? own : File.Exists(kept) ? kept : null) is not { } file)
                continue;
            context.Response.Headers.CacheControl = Forever;
            await SendAsync(context, file);
            return true;
        }

        return false;
    }

    /// <summary>A file of the document root; folders are left to the app.</summary>
    public async Task<bool> TryServeFileAsync(HttpContext context, ServingRelease release, LocalSiteDescription description)
    {
        if (!IsReading(context) || EndsInSlash(context) || Find(context, release, description) is not { } file || !File.Exists(file))
            return false;
        await SendAsync(context, file);
        return true;
    }

    /// <summary>Answers in any case: file, index.html of a folder, redirect to a folder's slash, the site's 404.html.</summary>
    public async Task ServeSiteAsync(HttpContext context, ServingRelease release, LocalSiteDescription description)
    {
        if (!IsReading(context))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await EdgePage.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD are answered here");
        }
        else if (Find(context, release, description) is not { } path)
            await NotFoundAsync(context, release, description);
        else if (Directory.Exists(path) && !EndsInSlash(context) && File.Exists(Path.Combine(path, "index.html")))
            RedirectToFolder(context);
        else if (EndsInSlash(context) && File.Exists(Path.Combine(path, "index.html")))
            await SendAsync(context, Path.Combine(path, "index.html"));
        else if (!EndsInSlash(context) && File.Exists(path))
            await SendAsync(context, path);
        else
            await NotFoundAsync(context, release, description);
    }

    /// <summary>Where the URL's path lies below the document root; null when it must not be public.</summary>
    public static string? Find(HttpContext context, ServingRelease release, LocalSiteDescription description) =>
        description.DocumentRoot is { } root && UrlPath.Segments(context.Request.Path) is { } segments
            ? Path.Combine([release.Folder, root, .. segments])
            : null;

    /// <summary>Sends with type, length, ETag, Last-Modified; answers conditional and range requests.</summary>
    public async Task SendAsync(HttpContext context, string file, int status = StatusCodes.Status200OK)
    {
        var info = new FileInfo(file);
        var type = _types.TryGetContentType(file, out var known) ? WithCharset(known) : "application/octet-stream";
        if (status != StatusCodes.Status200OK)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.SendFileAsync(file, context.RequestAborted);
            return;
        }

        var tag = new EntityTagHeaderValue($"\"{info.LastWriteTimeUtc.Ticks:x}-{info.Length:x}\"");
        await TypedResults.PhysicalFile(file, type, null, info.LastWriteTimeUtc, tag, enableRangeProcessing: true).ExecuteAsync(context);
    }

    public static bool EndsInSlash(HttpContext context) => context.Request.Path.Value!.EndsWith('/');

    public static void RedirectToFolder(HttpContext context) =>
        context.Response.Redirect("/" + context.Request.Path.ToUriComponent().TrimStart('/') + "/" + context.Request.QueryString.ToUriComponent(), permanent: true);

    private Task NotFoundAsync(HttpContext context, ServingRelease release, LocalSiteDescription description)
    {
        var page = Path.Combine(release.Folder, description.DocumentRoot ?? "", "404.html");
        return File.Exists(page) ? SendAsync(context, page, StatusCodes.Status404NotFound) : EdgePage.NotFoundAsync(context);
    }

    private static bool IsReading(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static string WithCharset(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is "application/javascript" or "application/json" or "image/svg+xml" ? type + "; charset=utf-8" : type;
}
