using Slipway.Cli.Demo;
using Xunit;

namespace Slipway.Tests.Demo;

public class VisitorsTest
{
    [Fact]
    public async Task Visitors_count_what_is_not_as_it_should_be()
    {
        using var site = new ScriptedSite("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        await using var visitors = Visitors.Start(site.Address);
        var report = await visitors.StopAsync();
        Assert.Equal(report.Requests, report.Failed);
        Assert.All(report.Failures.Keys, kind => Assert.Contains(kind, (string[])["status 502", "reset"]));
    }
}
