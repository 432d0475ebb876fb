using Microsoft.Extensions.Primitives;

namespace Slipway.Cli.Local.Edge;

/// <summary>Headers that concern one connection only (RFC 9110, 7.6.1) and are not passed on.</summary>
internal static class HopHeaders
{
    private static readonly HashSet<string> Always = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <param name="connection">The message's Connection header: it may name more.</param>
    public static bool Contains(string name, StringValues connection)
    {
        if (Always.Contains(name))
            return true;
        foreach (var value in connection)
        {
            if (value is not null && value.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
