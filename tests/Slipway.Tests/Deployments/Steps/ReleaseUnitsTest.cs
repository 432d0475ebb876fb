using Slipway.Deployments.Steps;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public class ReleaseUnitsTest
{
    [Fact]
    public void Template_that_is_new_or_unchanged_is_written_as_it_is()
    {
        using var host = new TestHost();
        var file = new SiteFile($"/etc/systemd/system/{host.Layout.UnitName("web")}@.service", "text");

        Assert.Same(file, ReleaseUnits.Beside(file, host.Plan(2, "1-x")));
    }

    [Fact]
    public void What_is_no_template_of_the_app_is_never_an_instance()
    {
        using var host = new TestHost();
        foreach (var path in new[] { "/etc/passwd", "/etc/nginx/nginx.conf", "/etc/systemd/system/slipway-recover@.service" })
        {
            var file = new SiteFile(path, "another text");
            Assert.Same(file, ReleaseUnits.Beside(file, host.Plan(2, "1-x")));
        }
    }
}
