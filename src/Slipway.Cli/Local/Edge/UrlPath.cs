using Microsoft.AspNetCore.Http;

namespace Slipway.Cli.Local.Edge;

/// <summary>Turns a URL's path into names of folders and files that cannot lead out of a root.</summary>
internal static class UrlPath
{
    /// <summary>The decoded names; null when one is <c>..</c>, begins with a dot (but <c>.well-known</c> as the first) or holds NUL.</summary>
    public static IReadOnlyList<string>? Segments(PathString path)
    {
        var segments = Split(path.Value ?? "");
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Contains('\0') || (segments[i][0] == '.' && (i > 0 || segments[i] != ".well-known")))
                return null;
        }

        return segments;
    }

    public static IReadOnlyList<string> Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
