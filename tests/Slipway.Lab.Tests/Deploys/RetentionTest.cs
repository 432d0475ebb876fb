using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>What stays on a host after many deploys, and what is not ours.</summary>
public sealed class RetentionTest(DeployFixture fixture)
{
    [Fact]
    public async Task Good_releases_are_kept_by_number_failed_ones_do_not_push_them_out_and_others_files_are_not_touched()
    {
        var host = await fixture.StartWebHostAsync("retention");
        using var site = fixture.Site(host);
        using var app = fixture.Site(host);
        using var staging = fixture.Site(host);
        (app.App, app.HostName) = ("second", "second.example.com");
        (staging.Environment, staging.HostName) = ("staging", "staging.example.com");
        staging.Env("GREETING=hello");
        (await app.DeployAsync()).Expect(0);
        (await staging.DeployAsync()).Expect(0);
        await Task.WhenAll(app.SettleAsync(), staging.SettleAsync());
        var before = await OthersAsync(host);
        (site.Keep, site.Drain) = (3, "1s");
        site.Workers = ["jobs", "mails"];
        await DeployAsync(site, 1, 0);
        await host.ExecAsync("sh", "-c", "mkdir -p /srv/guestbook/releases/by-hand && echo mine > /srv/guestbook/releases/by-hand/file && echo mine > /srv/guestbook/releases/stray");
        site.Workers = ["jobs"];
        await DeployAsync(site, 2, 0);
        Assert.Equal(["jobs-1", "mails-1", "web"], await UnitsAsync(host)); // a rollback may need them all
        await DeployAsync(site, 6, 20, "fail-start");
        var good = await DeployAsync(site, 3, 0);
        await site.SettleAsync();

        var kept = (await host.ExecAsync("ls", "/srv/guestbook/releases")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Superset(new HashSet<string>([.. good, "by-hand", "stray"]), kept.ToHashSet());
        Assert.Equal(2, kept.Except([.. good, "by-hand", "stray"]).Count()); // failed ones, for diagnosis
        Assert.Equal(["jobs-1", "web"], await UnitsAsync(host));
        Assert.Equal(before, await OthersAsync(host));
        using var second = app.Probe();
        using var third = staging.Probe();
        Assert.Equal((1, 1), ((await second.VersionsAsync()).Version, (await third.VersionsAsync()).Version));
        await host.StopAsync();
        await host.BootAsync();
        Assert.Equal((1, 1), ((await second.VersionsWhenUpAsync()).Version, (await third.VersionsWhenUpAsync()).Version));
    }

    private static async Task<List<string>> DeployAsync(SampleSite site, int times, int exit, params string[] switches)
    {
        var releases = new List<string>();
        site.Switches(switches);
        for (var i = 0; i < times; i++)
            releases.Add((await site.DeployAsync("--force")).Expect(exit).Release ?? "");
        return releases;
    }

    /// <summary>Names of the processes for which systemd knows a unit.</summary>
    private static async Task<IEnumerable<string>> UnitsAsync(LabHost host) =>
        from line in (await host.ExecAsync("systemctl", "list-unit-files", "--plain", "--no-legend", "slipway-guestbook-production--*")).Require("the list of units").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        select line.Split('@')[0]["slipway-guestbook-production--".Length..];

    /// <summary>Digest, mode, owner and time of all that belongs to the other app and the other environment, but for what their running apps write.</summary>
    private static async Task<string> OthersAsync(LabHost host) => (await host.ExecAsync("sh", "-c",
        """
        find /srv/second /srv/guestbook-staging /var/lib/slipway/second-production /var/lib/slipway/guestbook-staging /etc/nginx/sites-available/*second* /etc/nginx/sites-available/*staging* /etc/systemd/system/*second* /etc/systemd/system/*staging* \
          -path '*/shared/*' -prune -o -printf '%p %y %m %u %g %T@ %l\n' -type f -exec sha256sum {} + | sort
        """)).Require("the list of files").Out;
}
