using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebHeadersInherited() : ProjectCheck<WebFacts>(
    new("web.headers_inherited", "Every location of nginx sends the security headers", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "One add_header in a location makes nginx drop all headers of the server there, so assets and pages go out without HSTS, CSP and the rest.",
        Judged = "Each location (and `if` in it) with an add_header of its own: the security headers of the level around it must be there again. Includes are followed inside the project; with an include from elsewhere the location is not judged. `add_header_inherit merge` passes.",
        Causes = [new("cache-header", "a Cache-Control was added for assets")],
        Remedy = new("Repeat the security headers there (an include keeps them in one place), or use `expires` in place of add_header Cache-Control."),
        Sources = ["https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => facts.Nginx.Roots.Count == 0 ? Verdict.Skip("no nginx configuration") : WebVerdict.Fail(facts,
        facts.Nginx.All.Where(d => d.Name is "location" or "server" or "if").Select(d => Dropped(d, facts.Nginx) is { Count: > 0 } names
            ? new Evidence($"`{d.Text}` drops {string.Join(", ", names)}", facts.Nginx.In(d).First(h => h.Name == "add_header").Where, d.Path) : null).OfType<Evidence>(), "A location of nginx drops the security headers");

    private static List<string> Dropped(NginxDirective block, NginxFacts nginx)
    {
        var own = Headers(block, nginx);
        if (own.Count == 0 || nginx.IncludesUnknown(block) || block.Outwards.Any(level => nginx.In(level).Any(d => d is { Name: "add_header_inherit", Arguments: ["merge", ..] })))
            return [];
        var around = block.Outwards.Skip(1).Select(level => Headers(level, nginx)).FirstOrDefault(headers => headers.Count > 0) ?? [];
        return [.. around.Where(name => SecurityHeaders.IsOne(name) && !own.Contains(name, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static List<string> Headers(NginxDirective block, NginxFacts nginx) =>
        [.. nginx.In(block).Where(d => d is { Name: "add_header", Arguments.Count: > 0 }).Select(d => d.Arguments[0])];
}
