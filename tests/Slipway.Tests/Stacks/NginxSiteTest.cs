using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

public class NginxSiteTest
{
    private static readonly NginxHost WithCertificate = new() { Certificate = "/etc/letsencrypt/live/guests/fullchain.pem", CertificateKey = "/etc/letsencrypt/live/guests/privkey.pem" };

    [Theory]
    [InlineData("aspnet")]
    [InlineData("laravel-vite")]
    [InlineData("php-flat")]
    [InlineData("static")]
    public void Site_of_a_stack_with_a_certificate(string fixture) 
    {
        var environment = Fixture.Environment(fixture);

        Golden.Check($"nginx-{fixture}.conf", Render(environment, WithCertificate));
        Golden.Check($"nginx-{fixture}-shape.conf", NginxShape.Of(StackCatalogue.Recipe(environment), environment.Limits, Fixture.Layout(environment)).Text);
    }

    [Fact]
    public void Site_that_awaits_its_certificate_serves_http_and_says_so()
    {
        var environment = Fixture.Environment("aspnet");

        Assert.True(NginxSite.AwaitsCertificate(environment, new NginxHost()));
        Golden.Check("nginx-aspnet-no-certificate.conf", Render(environment, new NginxHost { HasIpv6 = false }));
    }

    [Fact]
    public void Site_without_tls_never_redirects_and_tells_the_app_the_public_scheme()
    {
        var behindBalancer = Render(Fixture.Environment("aspnet") with { Tls = Tls.None }, new NginxHost());

        Assert.DoesNotContain("return 301", behindBalancer);
        Assert.DoesNotContain("ssl", behindBalancer);
        Assert.DoesNotContain("acme", behindBalancer);
        Assert.Contains("X-Forwarded-Proto https;", behindBalancer);
    }

    [Fact]
    public void Port_of_the_url_is_listened_on() =>
        Assert.Contains("listen 8080;\n", Render(Fixture.Environment("static") with { Url = new Uri("http://192.0.2.7:8080") }, new NginxHost()));

    [Fact]
    public void Http2_is_a_directive_in_new_versions()
    {
        var text = Render(Fixture.Environment("static"), WithCertificate with { Version = new Version(1, 26, 0) });

        Assert.Contains("listen 443 ssl;\n", text);
        Assert.Contains("http2 on;\n", text);
    }

    private static string Render(AppEnvironment environment, NginxHost facts) =>
        NginxSite.Render(environment, Fixture.Layout(environment), facts);
}
