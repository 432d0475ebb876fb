using Slipway.Deployments.Machines;
using Xunit;

namespace Slipway.Tests.Deployments.Machines;

public class NginxCheckTest
{
    [Fact]
    public void Place_of_the_error_is_found_among_the_warnings() => Assert.Equal("/etc/nginx/sites-enabled/foreign.conf:3", NginxCheck.PlaceIn("""
        nginx: [warn] conflicting server name "a.example.com" on 0.0.0.0:80, ignored in /etc/nginx/sites-enabled/a.conf:1
        nginx: [emerg] unknown directive "bogus_directive" in /etc/nginx/sites-enabled/foreign.conf:3
        nginx: configuration file /etc/nginx/nginx.conf test failed
        """));

    [Fact]
    public void Error_without_a_place_has_none() =>
        Assert.Null(NginxCheck.PlaceIn("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)"));
}
