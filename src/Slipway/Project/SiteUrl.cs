using Slipway.Project.Definition;

namespace Slipway.Project;

/// <summary>Addresses of sites: scheme, host and perhaps a port.</summary>
internal static class SiteUrl
{
    /// <summary>The address, or null and what to do.</summary>
    public static (Uri? Url, string Remedy) Read(string text)
    {
        if (!text.StartsWith("https://", StringComparison.Ordinal) && !text.StartsWith("http://", StringComparison.Ordinal))
            return (null, "Start it with https:// or http://, in lower case.");
        var rest = text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..];
        if (rest.EndsWith('/'))
            rest = rest[..^1];
        if (rest.AsSpan().IndexOfAny("/?#\\") >= 0)
            return (null, "Remove path, query and fragment: an app is served at the root of its host name.");
        if (rest.Contains('@'))
            return (null, "Remove user and password.");
        if (!System.Text.Ascii.IsValid(rest))
            return (null, "Write the host name in its ASCII form (xn--…).");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !Sound(url, rest) || url.Port is < 1 or > 65535)
            return (null, "Write https://host or https://host:port with a lower-case host name.");
        return (url, "");
    }

    private static bool Sound(Uri url, string authority) =>
        (authority == url.Authority || authority == $"{url.Host}:{url.Port}")
        && (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || TextFormats.HostName.Fits(url.Host));
}
