using Slipway.Checks.Project.Files.Nginx;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebLimitStatus() : ProjectCheck<WebFacts>(
    new("web.limit_status", "Refused requests get 429", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "nginx answers 503 to what a rate limit refuses, which monitoring counts as an outage and clients do not understand.",
        Judged = "Each limit_req needs `limit_req_status 429` in its location, server or at the http level of any file of the project.",
        Causes = [new("default", "503 is nginx's default")],
        Remedy = new("Write `limit_req_status 429;` beside the limit_req_zone."),
        Sources = ["https://nginx.org/en/docs/http/ngx_http_limit_req_module.html#limit_req_status"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts)
    {
        if (facts.Nginx.Roots.Count == 0)
            return Verdict.Skip("no nginx configuration");
        var everywhere = facts.Nginx.Http.Any(Is429);
        return Verdict.FailIf(everywhere ? [] : facts.Nginx.All.Where(d => d.Name == "limit_req" && !d.Outwards.Any(level => facts.Nginx.In(level).Any(Is429)))
            .Select(d => new Evidence($"`{d.Text}` answers 503", d.Where, d.Path)), "Refused requests get 503");
    }

    private static bool Is429(NginxDirective directive) => directive is { Name: "limit_req_status", Arguments: ["429", ..] };
}
