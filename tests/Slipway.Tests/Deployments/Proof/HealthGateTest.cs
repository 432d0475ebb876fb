using Slipway.Deployments.Plans;
using Slipway.Deployments.Proof;
using Xunit;

namespace Slipway.Tests.Deployments.Proof;

public class HealthGateTest
{
    private static readonly HealthProbe Probe = new("/up", 200, TimeSpan.FromSeconds(1), "shop.example.com", "https", true);

    [Theory]
    [InlineData(200, "OK", null, "well")]
    [InlineData(200, """{"release":"2-x"}""", null, "well")]
    [InlineData(200, """{"release":""}""", null, "well")]
    [InlineData(200, """{"release":7}""", null, "well")]
    [InlineData(200, """["release"]""", null, "well")]
    [InlineData(200, """{"release":"1-x"}""", null, "final: the health answer names release 1-x, not 2-x")]
    [InlineData(301, "", "http://shop.example.com/up", "final: HTTP 301 → http://shop.example.com/up: the app redirects to another name or scheme than https://shop.example.com")]
    [InlineData(302, "", "https://www.example.com/", "final: HTTP 302 → https://www.example.com/: the app redirects to another name or scheme than https://shop.example.com")]
    [InlineData(302, "", "//www.example.com/", "final: HTTP 302 → //www.example.com/: the app redirects to another name or scheme than https://shop.example.com")]
    [InlineData(302, "", "https://SHOP.example.com/login", "wait: HTTP 302 → https://SHOP.example.com/login")]
    [InlineData(302, "", "/login", "wait: HTTP 302 → /login")]
    [InlineData(302, "", "login", "wait: HTTP 302 → login")]
    [InlineData(404, "not\n here", null, "wait: HTTP 404: not here")]
    [InlineData(503, "", null, "wait: HTTP 503")]
    [InlineData(0, "Connection refused", null, "wait: Connection refused")]
    public void Judges(int status, string body, string? location, string expected)
    {
        var wrong = HealthGate.Judge(new EntranceAnswer(status, body, location, "2-x", TimeSpan.Zero), Probe, "2-x");
        Assert.Equal(expected, wrong is null ? "well" : (wrong.Value.Final ? "final: " : "wait: ") + wrong.Value.Text);
    }

    [Fact]
    public void An_expected_redirect_is_well() =>
        Assert.Null(HealthGate.Judge(new EntranceAnswer(301, "", "https://www.example.com/", "2-x", TimeSpan.Zero), Probe with { Expect = 301 }, "2-x"));
}
