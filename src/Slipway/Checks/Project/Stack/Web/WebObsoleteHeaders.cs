namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebObsoleteHeaders() : ProjectCheck<WebFacts>(
    new("web.obsolete_headers", "No header is set that does harm or nothing", Severity.Low)
    {
        Section = CheckSection.Stack,
        Why = "The filter that X-XSS-Protection switched on could itself be abused and is gone from browsers; other headers of its time do nothing any more.",
        Judged = "X-XSS-Protection with anything but 0, Public-Key-Pins, Expect-CT, Feature-Policy, X-Frame-Options ALLOW-FROM, and Referrer-Policy with unsafe-url or no-referrer-when-downgrade.",
        Causes = [new("old-list", "the lines come from an old list of security headers")],
        Remedy = new("Remove it; use Content-Security-Policy, Permissions-Policy, and Referrer-Policy strict-origin-when-cross-origin."),
        Sources = ["https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-XSS-Protection", "https://owasp.org/www-project-secure-headers/"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => WebVerdict.Warn(facts, SecurityHeaders.In(facts).Where(IsObsolete).Select(h => new Evidence($"{h.Name}: {h.Value}", h.Where, h.Path)), "A header does harm or nothing");

    private static bool IsObsolete(SetHeader header) => header.Name.ToLowerInvariant() switch
    {
        "x-xss-protection" => header.Value.Trim() != "0",
        "public-key-pins" or "expect-ct" or "feature-policy" => true,
        "x-frame-options" => header.Value.StartsWith("ALLOW-FROM", StringComparison.OrdinalIgnoreCase),
        "referrer-policy" => header.Value.Trim().ToLowerInvariant() is "unsafe-url" or "no-referrer-when-downgrade",
        _ => false,
    };
}
