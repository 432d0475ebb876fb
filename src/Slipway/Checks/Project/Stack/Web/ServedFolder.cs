using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

/// <summary>The folder that a server of nginx serves files from.</summary>
internal static class ServedFolder
{
    /// <returns>Null when requests for / are passed on or redirected, or no root is set.</returns>
    public static string? Of(NginxDirective server, NginxFacts nginx)
    {
        var level = nginx.In(server).ToList();
        if (level.Exists(d => d is { Name: "return" }))
            return null;
        var home = level.Find(d => d is { Name: "location", Arguments: ["/"] or ["^~", "/"] });
        var inside = home is null ? [] : nginx.In(home).ToList();
        if (inside.Exists(d => d.Name is "return" or "rewrite" || (d.Name.EndsWith("_pass", StringComparison.Ordinal) && !inside.Exists(other => other.Name == "try_files"))))
            return null;
        return (inside.Find(d => d is { Name: "root" or "alias", Arguments.Count: > 0 }) ?? level.Find(d => d is { Name: "root", Arguments.Count: > 0 }))?.Arguments[0];
    }
}
