using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed partial class WebHealthStatic() : ProjectCheck<WebFacts>(
    new("web.health_static", "The health address asks the app", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "When nginx answers /health itself, the answer is 200 while the app is down, so no deploy and no alarm ever sees a failure.",
        Judged = "Locations of nginx for the health path of the project file, and for /health, /healthz, /healthcheck, /ping and /up: `return 200` or a file fails. A prefix location answers for all below it too. Addresses of nginx's own (/nginx-health) are fine.",
        Causes = [new("load-balancer", "the address was made for a load balancer that asks only nginx"), new("copied", "it was copied from an example")],
        Remedy = new("Remove the location, so that the request reaches the app, and let the app look at its database and cache."),
        Sources = ["https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#return", "https://nginx.org/en/docs/http/ngx_http_core_module.html#location"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => WebVerdict.Fail(facts, facts.Nginx.All.Where(d => d.Name == "location" && IsHealth(d, facts) && AnswersItself(d, facts.Nginx))
        .Select(d => new Evidence($"nginx answers `{d.Text}` itself", d.Where, d.Path)), "nginx answers the health address itself");

    private static bool IsHealth(NginxDirective location, WebFacts facts)
    {
        var path = location.Arguments is [.., var last] ? last : "";
        var isRegex = location.Arguments.Count > 1 && location.Arguments[0].StartsWith('~');
        return isRegex ? RegexPath().IsMatch(path) : HealthPath().IsMatch(path) || (path.Length > 1 && path.TrimEnd('/') == facts.Environment.Health.Path.TrimEnd('/'));
    }

    private static bool AnswersItself(NginxDirective location, NginxFacts nginx) =>
        nginx.In(location).Any(d => d is { Name: "return", Arguments: ["200" or "204", ..] } or { Name: "empty_gif" })
        && !nginx.In(location).Any(d => d.Name.EndsWith("_pass", StringComparison.Ordinal));

    [GeneratedRegex(@"^/(?:health(?:z|-?check|_check)?|_health|ping|up|status/health|api/health)/?$", RegexOptions.CultureInvariant)]
    private static partial Regex HealthPath();

    [GeneratedRegex(@"^\^?/(?:health|ping\b|up\b)", RegexOptions.CultureInvariant)]
    private static partial Regex RegexPath();
}
