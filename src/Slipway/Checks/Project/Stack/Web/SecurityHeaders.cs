using Slipway.Checks.Project.Files.Apache;
using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

/// <summary>Response headers that protect visitors, as nginx and Apache set them.</summary>
internal static class SecurityHeaders
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Strict-Transport-Security", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy", "Permissions-Policy",
    };

    public static bool IsOne(string name) => Names.Contains(name);

    /// <summary>Every header that is set, of whatever kind.</summary>
    public static IEnumerable<SetHeader> In(WebFacts facts) => facts.Nginx.All.Select(Of).OfType<SetHeader>().Concat(facts.Apache.All.Select(Of).OfType<SetHeader>());

    public static SetHeader? Of(NginxDirective directive) => directive is { Name: "add_header", Arguments: [var name, var value, ..] }
        ? new(name, value, directive.Arguments.Skip(2).Contains("always"), directive.Where, directive.Path) : null;

    private static SetHeader? Of(ApacheDirective directive)
    {
        if (directive.Name != "header" || directive.Arguments.Count == 0)
            return null;
        var words = directive.Arguments.ToList();
        var always = words[0].Equals("always", StringComparison.OrdinalIgnoreCase);
        words.RemoveRange(0, always || words[0].Equals("onsuccess", StringComparison.OrdinalIgnoreCase) ? 1 : 0);
        return words.Count > 2 && (words[0].ToLowerInvariant() is "set" or "add" or "append" or "setifempty")
            ? new(words[1].TrimEnd(':'), words[2], always, directive.Where, directive.Path) : null;
    }
}
