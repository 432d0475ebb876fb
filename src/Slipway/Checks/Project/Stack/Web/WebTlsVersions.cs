using Slipway.Checks.Project.Files.Apache;

namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebTlsVersions() : ProjectCheck<WebFacts>(
    new("web.tls_versions", "Only TLS 1.2 and 1.3 are spoken", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "TLS 1.0 and 1.1 are broken and withdrawn; card companies and browsers refuse sites that speak them.",
        Judged = "ssl_protocols of nginx and SSLProtocol of Apache must not allow SSLv2, SSLv3, TLSv1 or TLSv1.1.",
        Causes = [new("old-example", "the line comes from an old example"), new("old-clients", "it was meant for clients that no longer exist")],
        Remedy = new("Write `ssl_protocols TLSv1.2 TLSv1.3;`, in Apache `SSLProtocol -all +TLSv1.2 +TLSv1.3`."),
        Sources = ["https://www.rfc-editor.org/rfc/rfc8996", "https://ssl-config.mozilla.org/"],
    },
    WebFacts.ReadAsync)
{
    private static readonly string[] Broken = ["SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"];

    public override Verdict Judge(WebFacts facts) => WebVerdict.Fail(facts,
    [
        .. facts.Nginx.All.Where(d => d.Name is "ssl_protocols").Where(d => d.Arguments.Any(Broken.Contains)).Select(d => new Evidence($"`{d.Text}`", d.Where, d.Path)),
        .. facts.Apache.All.Where(d => d.Name == "sslprotocol" && AllowsBroken(d)).Select(d => new Evidence($"`{d.Text}`", d.Where, d.Path)),
    ], "Broken versions of TLS are spoken");

    private static bool AllowsBroken(ApacheDirective directive)
    {
        var allowed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in directive.Arguments)
        {
            var name = word.TrimStart('+', '-');
            IEnumerable<string> named = name.Equals("all", StringComparison.OrdinalIgnoreCase) ? ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] : [name];
            if (word.StartsWith('-'))
                allowed.ExceptWith(named);
            else
                allowed.UnionWith(named);
        }

        return allowed.Overlaps(Broken);
    }
}
