using Microsoft.AspNetCore.Http;

namespace Slipway.Cli.Local.Edge;

/// <summary>The edge's own answers, plain text so that they can be told from the app's.</summary>
internal static class EdgePage
{
    public static Task WriteAsync(HttpContext context, int status, string title, string? detail = null, int? retryAfterSeconds = null)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        if (retryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString();
        var text = detail is null ? $"{status} {title}\n" : $"{status} {title}\n\n{detail}\n";
        return context.Response.WriteAsync(text);
    }

    public static Task NotFoundAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status404NotFound, "Not found");
}
