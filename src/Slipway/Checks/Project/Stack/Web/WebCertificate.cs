namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebCertificate() : ProjectCheck<WebFacts>(
    new("web.certificate", "Every HTTPS site names its certificate", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "With an HTTPS site that has no certificate the test of the configuration fails, and nginx or Apache does not start, for all sites.",
        Judged = "nginx: `listen … ssl` needs ssl_certificate and ssl_certificate_key in the server or at the http level; with an include from outside the project, or ssl_reject_handshake, it is not judged. Apache: `SSLEngine on` needs SSLCertificateFile.",
        Causes = [new("certbot-later", "certbot was expected to add the lines; it cannot start from a site that does not load")],
        Remedy = new("Name the certificate's files, or keep the HTTPS site out until there is one: first the HTTP site, then the certificate, then the HTTPS site. Slipway does it in this order."),
        Sources = ["https://nginx.org/en/docs/http/configuring_https_servers.html", "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatefile"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts)
    {
        var http = facts.Nginx.Http.Select(d => d.Name).ToHashSet();
        return WebVerdict.Fail(facts,
        [
            .. facts.Nginx.Servers.Where(server => facts.Nginx.In(server).Any(d => d.Name == "listen" && (d.Arguments.Contains("ssl") || d.Arguments.Contains("quic"))) && !facts.Nginx.IncludesUnknown(server))
                .Where(server => facts.Nginx.In(server).Select(d => d.Name).ToHashSet() is var own && !own.Contains("ssl_reject_handshake") && !HasBoth(own))
                .Select(server => new Evidence("this server listens with ssl and names no certificate", server.Where, server.Path)),
            .. facts.Apache.Hosts.Where(host => host.All.Any(d => d.Name == "sslengine" && d.Arguments is [var on, ..] && on.Equals("on", StringComparison.OrdinalIgnoreCase)) && !host.All.Any(d => d.Name is "sslcertificatefile" or "include" or "includeoptional"))
                .Select(host => new Evidence("this VirtualHost has SSLEngine on and names no certificate", host.All.First(d => d.Name == "sslengine").Where, host.Path)),
        ], "An HTTPS site names no certificate");

        bool Has(string name) => http.Contains(name);
        bool HasBoth(HashSet<string> own) => (own.Contains("ssl_certificate") || Has("ssl_certificate")) && (own.Contains("ssl_certificate_key") || Has("ssl_certificate_key"));
    }
}
