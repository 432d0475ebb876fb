using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Slipway.Cli.Local.Edge;

/// <summary>Makes the request to the app from the one that came in.</summary>
internal static class ProxyRequest
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static HttpRequestMessage Make(HttpContext context, Entrance entrance)
    {
        var incoming = context.Request;
        var request = new HttpRequestMessage(HttpMethod.Parse(incoming.Method), new Uri("http://app" + Target(context), AsItIs))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var upgrade = context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true;
        if (!upgrade && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            request.Content = new ForwardedBody(incoming);
        CopyHeaders(incoming, request);
        request.Headers.Host = incoming.Host.Value;
        Forwarded(context, entrance, request);
        if (upgrade)
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", incoming.Headers.Upgrade.ToString());
        }
        else
            request.Headers.ConnectionClose = true;
        return request;
    }

    /// <summary>Path and query exactly as the client wrote them.</summary>
    public static string Target(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return raw.StartsWith('/') ? raw : context.Request.PathBase.Add(context.Request.Path).ToUriComponent() + context.Request.QueryString.ToUriComponent();
    }

    /// <summary>The scheme that the client used; a private entrance is told it.</summary>
    public static string Scheme(HttpContext context, Entrance entrance) =>
        !entrance.IsPublic && context.Request.Headers["X-Forwarded-Proto"].ToString() is { Length: > 0 } told ? told : context.Request.Scheme;

    public static string ClientAddress(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";

    private static void CopyHeaders(HttpRequest incoming, HttpRequestMessage request)
    {
        foreach (var (name, value) in incoming.Headers)
        {
            if (name.StartsWith(':') || name.Equals("Host", StringComparison.OrdinalIgnoreCase) || IsForwarded(name) || HopHeaders.Contains(name, incoming.Headers.Connection))
                continue;
            if (name.Equals("Expect", StringComparison.OrdinalIgnoreCase))
                request.Headers.ExpectContinue = request.Content is not null;
            else if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }
    }

    // Nobody in front of this edge is trusted, so what a client says of itself is replaced, not added to.
    private static void Forwarded(HttpContext context, Entrance entrance, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", ClientAddress(context));
        request.Headers.TryAddWithoutValidation("X-Real-IP", ClientAddress(context));
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", Scheme(context, entrance));
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", context.Request.Host.Value);
    }

    internal static bool IsForwarded(string name) =>
        name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);
}
