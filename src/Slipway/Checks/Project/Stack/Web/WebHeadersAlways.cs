namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebHeadersAlways() : ProjectCheck<WebFacts>(
    new("web.headers_always", "Security headers are sent with errors too", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "Without `always` the headers go out with successes only: error pages are without protection, and a first visit that ends in a 404 sets no HSTS.",
        Judged = "add_header of nginx and Header set of Apache for HSTS, X-Frame-Options, X-Content-Type-Options, Referrer-Policy, Content-Security-Policy and Permissions-Policy need `always`.",
        Causes = [new("short-form", "examples often show the short form")],
        Remedy = new("Write `always`: add_header NAME VALUE always; in Apache: Header always set NAME VALUE."),
        Sources = ["https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header", "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => WebVerdict.Fail(facts, SecurityHeaders.In(facts).Where(h => SecurityHeaders.IsOne(h.Name) && !h.Always)
        .Select(h => new Evidence($"{h.Name} is sent with successes only", h.Where, h.Path)), "Security headers are missing on errors");
}
