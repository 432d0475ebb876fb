using Slipway.Checks.Project.Files.Apache;
using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebDenies() : ProjectCheck<WebFacts>(
    new("web.denies", "No rule keeps every visitor out", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A rule that denies everybody, left over from a test or an attack, makes the whole site answer 403.",
        Judged = "The .htaccess of the served folder, and VirtualHost, Directory and Location sections of Apache: `Require all denied`, `Deny from all`, `Order allow,deny` without an Allow from all, and a RewriteRule that forbids every path without a condition; "
            + "in nginx `deny all` for a whole server or for /. Lists that let in some addresses count: all others stay out. Rules for some files or folders are fine.",
        Causes = [new("left-over", "the site was closed for a while"), new("wrong-folder", "the .htaccess of a private folder lies in the public one")],
        Remedy = new("Remove the rule, or limit it with Files, FilesMatch or a folder of its own."),
        Sources = ["https://httpd.apache.org/docs/2.4/howto/access.html", "https://httpd.apache.org/docs/2.4/upgrading.html#access"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => WebVerdict.Warn(facts,
    [
        .. Blocks(facts.Apache).SelectMany(Denials).Select(d => new Evidence($"`{d.Text}` keeps every visitor out", d.Where, d.Path)),
        .. facts.Nginx.Servers.SelectMany(server => facts.Nginx.In(server).Where(d => d is { Name: "location", Arguments: ["/"] }).Prepend(server)).SelectMany(block => Denials(block, facts.Nginx))
            .Select(d => new Evidence($"`{d.Text}` keeps every visitor out", d.Where, d.Path)),
    ], "A rule keeps every visitor out");

    private static IEnumerable<ApacheDirective> Blocks(ApacheFacts apache)
    {
        var sections = apache.All.Where(d => d.Name == "virtualhost" || (d.Name is "directory" or "location" && d.Parent?.Name == "virtualhost" && d.Arguments is [var path, ..]
            && (d.Name == "location" ? path == "/" : d.Parent.All.Any(root => root is { Name: "documentroot", Arguments: [var served, ..] } && served.TrimEnd('/') == path.TrimEnd('/')))));
        return apache.Htaccess(apache.DocumentRoot) is { } file ? sections.Prepend(file) : sections;
    }

    private static IEnumerable<ApacheDirective> Denials(ApacheDirective block)
    {
        var rules = block.Effective.ToList();
        var allows = rules.Exists(d => (d.Name == "allow" && Is(d, "from", "all")) || (d.Name == "require" && !Is(d, "all", "denied")) || d.Name is "requireany" or "requireall" or "authtype");
        var conditioned = false;
        foreach (var rule in rules)
        {
            var denies = rule.Name switch
            {
                "require" => Is(rule, "all", "denied") && !allows,
                "deny" => Is(rule, "from", "all") && !allows,
                "order" => !allows && rule.Arguments.Count > 0 && rule.Arguments[0].Equals("allow,deny", StringComparison.OrdinalIgnoreCase) && !rules.Exists(d => d.Name == "deny"),
                "rewriterule" => !conditioned && rule.Arguments is [".*" or "^" or "^(.*)$" or "^.*$" or "(.*)", "-", var flags, ..] && flags.Trim('[', ']').Split(',').Contains("F"),
                _ => false,
            };
            if (denies)
                yield return rule;
            conditioned = rule.Name == "rewritecond" || (conditioned && rule.Name != "rewriterule");
        }
    }

    private static IEnumerable<NginxDirective> Denials(NginxDirective block, NginxFacts nginx)
    {
        var rules = nginx.In(block).ToList();
        return rules.Exists(d => d.Name is "auth_basic" or "satisfy") ? [] : rules.Where(d => d is { Name: "deny", Arguments: ["all"] });
    }

    private static bool Is(ApacheDirective directive, string first, string second) =>
        directive.Arguments.Count == 2 && directive.Arguments[0].Equals(first, StringComparison.OrdinalIgnoreCase) && directive.Arguments[1].Equals(second, StringComparison.OrdinalIgnoreCase);
}
