using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Apache;
using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebDotfiles() : ProjectCheck<WebFacts>(
    new("web.dotfiles", "Dot-files are not served, except .well-known", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "A .env or .git that lies in the served folder once, by a mistake of one deploy, is fetched by robots within hours; without .well-known no certificate is renewed.",
        Judged = "Each server of nginx that serves files from a root: the first regex location that matches /.env must deny it (deny all, or return 403, 404 or 444), and /.well-known/ must stay open. "
            + "Each VirtualHost of Apache with a DocumentRoot: a FilesMatch, DirectoryMatch, LocationMatch, RedirectMatch or RewriteRule for names with a dot, there or in the .htaccess. Servers that only pass on or redirect, and images' own /usr/share/nginx/html, are not judged.",
        Causes = [new("never-written", "nginx serves dot-files like any other")],
        Remedy = new("Add `location ~ /\\.(?!well-known/) { deny all; }` to the server; in Apache `RedirectMatch 404 \"/\\.(?!well-known/)\"`."),
        Sources = ["https://www.rfc-editor.org/rfc/rfc8615", "https://laravel.com/docs/deployment#nginx"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => WebVerdict.Fail(facts,
    [
        .. facts.Nginx.Servers.Where(server => ServedFolder.Of(server, facts.Nginx) is { } root && !root.StartsWith("/usr/share/nginx", StringComparison.Ordinal))
            .Where(server => !facts.Nginx.IncludesUnknown(server) && (First(server, facts.Nginx, "/.env") is not { } location || !IsDenied(location, facts.Nginx)))
            .Select(server => new Evidence("this server serves dot-files", server.Where, server.Path)),
        .. facts.Nginx.Servers.SelectMany(server => WellKnown(server, facts.Nginx)),
        .. facts.Apache.Hosts.Where(host => host.All.Any(d => d.Name == "documentroot") && !Denies(host, facts.Apache))
            .Select(host => new Evidence("this VirtualHost serves dot-files", host.Where, host.Path)),
    ], "Dot-files are served, or .well-known is not");

    // Renewal asks one server of a name: another in the same file may answer it.
    private static IEnumerable<Evidence> WellKnown(NginxDirective server, NginxFacts nginx)
    {
        var answered = nginx.Servers.Where(other => other.Path == server.Path).SelectMany(other => nginx.Locations(other))
            .Any(d => d.Arguments is ["^~" or "=", var path] && path.StartsWith("/.well-known", StringComparison.Ordinal));
        if (!answered && !nginx.IncludesUnknown(server) && First(server, nginx, "/.well-known/acme-challenge/token") is { } location && IsDenied(location, nginx))
            yield return new($"`{location.Text}` denies .well-known too", location.Where, location.Path);
    }

    private static NginxDirective? First(NginxDirective server, NginxFacts nginx, string path) =>
        nginx.In(server).Where(d => d.Name == "location" && d.Arguments is ["~" or "~*", _]).FirstOrDefault(d => IsMatch(d.Arguments[1], path, d.Arguments[0] == "~*"))
        ?? nginx.In(server).FirstOrDefault(d => d is { Name: "location", Arguments: [.., var prefix] } && prefix == "/." && path.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsDenied(NginxDirective location, NginxFacts nginx) =>
        nginx.In(location).Any(d => d is { Name: "deny", Arguments: ["all"] } or { Name: "return", Arguments: ["403" or "404" or "410" or "444", ..] });

    private static bool Denies(ApacheDirective host, ApacheFacts apache) =>
        host.All.Concat(apache.Htaccess(apache.DocumentRoot)?.All ?? []).Concat(apache.Roots.Where(r => r.Path == host.Path).SelectMany(r => r.All))
            .Any(d => d.Name is "filesmatch" or "directorymatch" or "locationmatch" or "redirectmatch" or "rewriterule" && d.Arguments.Any(word => word.Contains("\\.", StringComparison.Ordinal) && IsMatch(word, "/.env", true) | IsMatch(word, ".env", true)));

    private static bool IsMatch(string pattern, string text, bool ignoreCase)
    {
        try
        {
            return Regex.IsMatch(text, pattern, (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None) | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
