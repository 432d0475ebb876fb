namespace Slipway.Stacks.Nginx;

/// <summary>
/// What the site tells the shape of a release about a request beside the usual headers. Each is set by the site, so that no visitor
/// can say it, and none reaches the app.
/// </summary>
internal static class NginxHandover
{
    /// <summary>Which way the request came in.</summary>
    public const string Entrance = "X-Slipway-Entrance";

    /// <summary>The client's port.</summary>
    public const string ClientPort = "X-Slipway-Client-Port";

    /// <summary>The address that the client connected to.</summary>
    public const string ServerAddress = "X-Slipway-Server-Address";

    /// <summary>"on" when the public address is https, else absent.</summary>
    public const string Https = "X-Slipway-Https";

    public static IReadOnlyList<string> All { get; } = [Entrance, ClientPort, ServerAddress, Https];

    /// <summary>Values of <see cref="Entrance"/>; the private ones are never frozen.</summary>
    public const string Public = "public", Current = "current", Next = "next";

    /// <summary>The variable of a header.</summary>
    public static string Variable(string header) => "$http_" + header.ToLowerInvariant().Replace('-', '_');
}
