using Slipway.Deployments.Owners;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.Tests.Stacks;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public class OwnerPreflightTest
{
    private static readonly Neighbour Old = new(
        new OwnerRecord("visitors", "production", "/srv/visitors") { Names = ["guests.example.com"] }, "7-abcdef01",
        ["slipway-visitors-production--web@7-abcdef01.service", "slipway-visitors-production--jobs-1@7-abcdef01.service"])
    {
        Folders = ["shared", "env"],
    };

    private static readonly OtherSite Site = new("guests.example.com", "/etc/nginx/sites-enabled/slipway-visitors-production.conf:5:3");

    [Fact]
    public void A_renamed_app_is_told_how_to_take_its_data_over_and_to_stop_its_workers()
    {
        var problem = Assert.Single(OwnerPreflight.Judge(Fixture.Environment("node"), Host(Old)));
        Assert.Equal(("owner.site-taken", "visitors production on web1 answers to guests.example.com, and was deployed by Slipway"), (problem.Code, problem.Title));
        Assert.Contains("""
              sudo systemctl stop slipway-visitors-production--web@7-abcdef01.service slipway-visitors-production--jobs-1@7-abcdef01.service
              sudo systemctl disable slipway-recover@visitors-production.service
              sudo mv /etc/nginx/sites-enabled/slipway-visitors-production.conf /var/lib/slipway/visitors-production/
              sudo mkdir -p /srv/guest-book
              sudo cp -a /srv/visitors/shared /srv/guest-book/
              sudo cp -a /srv/visitors/env /srv/guest-book/
              sudo mv /var/lib/slipway/visitors-production /var/lib/slipway/visitors-production.retired
            """, problem.Remedy);
    }

    [Fact]
    public void Its_site_is_not_told_a_second_time_and_one_made_by_hand_still_is()
    {
        var host = Host(Old);
        host = host with { State = host.State with { OtherSites = [Site, new("guests.example.com", "/etc/nginx/conf.d/old.conf:1:1")] } };
        Assert.Equal(["/etc/nginx/conf.d/old.conf:1:1"], OwnerPreflight.SitesByHand(Fixture.Environment("node"), host).Select(s => s.Where));
    }

    [Fact]
    public void One_with_other_names_or_that_serves_nothing_is_let_be()
    {
        Assert.Empty(OwnerPreflight.Judge(Fixture.Environment("node"), Host(Old with { Owner = Old.Owner with { Names = ["other.example.com"] } })));
        Assert.Empty(OwnerPreflight.Judge(Fixture.Environment("node"), Host(Old with { Serving = null })));
    }

    private static HostTarget Host(Neighbour neighbour)
    {
        var environment = Fixture.Environment("node");
        return new("web1", HostTarget.AllRoles, Fixture.Layout(environment), new HostState { Neighbours = [neighbour] });
    }
}
