using Slipway.Content;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Project;
using Slipway.Project.Changes;
using Slipway.Stacks;
using Slipway.Tests.Stacks;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

/// <summary>Each row of docs/changed-settings.md: an environment is deployed, one key is changed, and the plan of the next deploy is looked at.</summary>
public sealed class ChangedSettingsTest
{
    private static readonly AppEnvironment Before = Fixture.Environment("node") with
    {
        Health = new() { Path = "/health", PathGiven = true },
        Shared = ["uploads"],
        Services = new() { Database = "mysql", Workers = [new Worker("queue", ["node", "worker.js"], 2, TimeSpan.FromSeconds(60))] },
        Hosts = [new(null, "192.0.2.10", null), new(null, "192.0.2.11", null) { Roles = ["web", "worker"] }],
    };

    private static readonly Worker Queue = Before.Services.Workers[0];

    /// <summary>How each key is changed: what the plan says, or what else it does.</summary>
    private static readonly Dictionary<string, Row> Rows = new()
    {
        ["app"] = Row.Elsewhere(nameof(OwnerPreflightTest)),
        ["environments"] = Row.Elsewhere(nameof(OwnerPreflightTest)),
        ["root"] = Row.Elsewhere(nameof(Owners.OwnershipTest)),
        ["users.deploy"] = Row.Elsewhere(nameof(Owners.ChangedUserTest)),
        ["users.run"] = Row.Elsewhere(nameof(Owners.ChangedUserTest)),
        ["url"] = Row.Says(e => e with { Url = new("https://new.example.com") }, "guests.example.com: no longer served from the switch on; what answers there then is not asked"),
        ["names"] = Row.Says(e => e with { Names = [] }, "www.guests.example.com: no longer served from the switch on; what answers there then is not asked"),
        ["stack"] = Row.Says(e => e with { Stack = "static", Services = new() { Database = "mysql" } }, "the stack was node and is static", "worker queue-1 is no longer wanted: it stops at the switch", "worker queue-2 is no longer wanted: it stops at the switch"),
        ["hosts[].address"] = Row.Tells(e => e with { Hosts = [e.Hosts[0]] },
            "192.0.2.11 is no longer in `hosts`: its release goes on there (web, worker) and is not asked. To end it, there: "
            + "sudo systemctl stop 'slipway-guest-book-production--*' && sudo systemctl disable slipway-recover@guest-book-production.service && "
            + "sudo rm -f /etc/nginx/sites-enabled/slipway-guest-book-production.conf && sudo systemctl reload nginx"),
        ["hosts[].roles"] = Row.Tells(e => e with { Hosts = [e.Hosts[0], e.Hosts[1] with { Roles = ["web"] }] },
            "192.0.2.11 no longer has the role worker: queue-1, queue-2 stop there at the switch"),
        ["tls"] = Row.Makes(e => e with { Tls = Tls.None }, p => !Site(p).Contains("no certificate yet")),
        ["health.path"] = Row.Makes(e => e with { Health = e.Health with { Path = "/up", PathGiven = true } }, p => (p.Health!.Path, p.PreviousHealth!.Path) == ("/up", "/health")),
        ["health.expect"] = Row.Makes(e => e with { Health = e.Health with { Expect = 204 } }, p => (p.Health!.Expect, p.PreviousHealth!.Expect) == (204, 200)),
        ["health.timeout"] = Row.Follows(e => e with { Health = e.Health with { Timeout = TimeSpan.FromSeconds(7) } }, p => p.Health!.Timeout.TotalSeconds == 7),
        ["services.database"] = Row.Tells(e => e with { Services = e.Services with { Database = "postgresql" }, Migrations = new(["list"], ["run"]) },
            "the database was mysql and is postgresql: its data is not moved; dumps made so far are of mysql"),
        ["services.cache"] = Row.Follows(e => e with { Services = e.Services with { Cache = "redis" } }, _ => true),
        ["services.workers.<name>.command"] = Row.Makes(e => e with { Services = e.Services with { Workers = [Queue with { Command = ["node", "other.js"] }] } },
            p => p.Steps.OfType<ConfigureStep>().Single().Files["bin/queue-1"].Contains("other.js")),
        ["services.workers.<name>.count"] = Row.Says(e => e with { Services = e.Services with { Workers = [Queue with { Count = 1 }] } }, "worker queue-2 is no longer wanted: it stops at the switch"),
        ["services.workers.<name>.stop_timeout"] = Row.Makes(e => e with { Services = e.Services with { Workers = [Queue with { StopTimeout = TimeSpan.FromSeconds(7) }] } },
            p => p.Processes[^1].StopTimeout.TotalSeconds == 7),
        ["shared"] = Row.Says(e => e with { Shared = ["files"] },
            "uploads is no longer shared: its data stays in /srv/guest-book/shared/uploads, and the new release begins with what it ships",
            "files is shared from now on, beginning with what the release ships; what 1-abcdef01 wrote stays in /srv/guest-book/releases/1-abcdef01/files"),
        ["excludes"] = Row.Elsewhere("SourceReader"), ["include"] = Row.Elsewhere("SourceReader"), ["build"] = Row.Elsewhere("SourceReader"),
        ["listen"] = Row.Makes(e => e with { Listen = Listen.Port }, p => p.Processes[0].Port && !p.PreviousProcesses[0].Port),
        ["limits.body"] = Row.Makes(e => e with { Limits = e.Limits with { Body = 7 << 20 } }, p => Site(p).Contains("client_max_body_size 7m", StringComparison.OrdinalIgnoreCase)),
        ["limits.header"] = Row.Makes(e => e with { Limits = e.Limits with { Header = 9 << 10 } }, p => Site(p).Contains("9k")),
        ["limits.timeout"] = Row.Makes(e => e with { Limits = e.Limits with { Timeout = TimeSpan.FromSeconds(7) } }, p => Site(p).Contains("7s")),
        ["hooks[].before"] = Row.Follows(e => e with { Hooks = [new("before", "switch", ["true"], false)] }, p => p.Steps.OfType<HookStep>().Single().Phase == Phase.Switch),
        ["hooks[].after"] = Row.Follows(e => e with { Hooks = [new("after", "build", ["true"], false)] }, _ => true),
        ["hooks[].run"] = Row.Follows(e => e with { Hooks = [new("before", "switch", ["true"], false)] }, p => p.Steps.OfType<HookStep>().Single().Title == "before switch: true"),
        ["hooks[].on"] = Row.Follows(e => e with { Hooks = [new("before", "build", ["true"], true)] }, p => !p.Steps.OfType<HookStep>().Any()),
        ["keep"] = Row.Follows(e => e with { Keep = 2 }, p => p.Steps.OfType<PruneStep>().Single().Keep == 2),
        ["drain"] = Row.Follows(e => e with { Drain = TimeSpan.FromSeconds(7) }, p => p.Steps.OfType<DrainStep>().Single().Longest.TotalSeconds == 7),
        ["soak"] = Row.Follows(e => e with { Soak = TimeSpan.FromSeconds(7) }, p => p.Steps.Single(s => s.Id == "soak").Title.Contains("7 s")),
        ["on_host_failure"] = Row.Follows(e => e with { OnHostFailure = OnHostFailure.Exclude }, _ => true),
        ["migrations.list"] = Migrating("list"), ["migrations.run"] = Migrating("run"), ["migrations.parse"] = Migrating("parse"), ["migrations.files"] = Migrating("files"),
    };

    public static TheoryData<string> Keys => [.. SettingChanges.All.Where(r => r.Fate != SettingFate.Here || Rows.ContainsKey(r.Key)).Select(r => r.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void A_changed_key_does_what_the_table_says(string key)
    {
        var row = Rows[key];
        if (row.Change is null)
            return;
        var (plan, same) = Plan(row.Change(Before));
        Assert.Equal(row.Notes, plan.Notes.Where(n => !n.Contains("certificate", StringComparison.Ordinal)));
        Assert.True(row.Holds(plan.Hosts[0].Plan), key);
        Assert.Equal(row.NewRelease, plan.Hosts[0].Plan.Identity != same);
    }

    [Fact]
    public void What_did_not_change_is_not_told()
    {
        var (plan, same) = Plan(Before);
        Assert.Equal(["there is no certificate on the host yet: the site answers over HTTP only until there is one"], plan.Notes);
        Assert.Equal(same, plan.Hosts[0].Plan.Identity);
    }

    [Fact]
    public void A_role_that_left_a_host_leaves_its_site_and_its_dumps_there() => Assert.Equal(
        [
            "192.0.2.10 no longer has the role web: its web process stops after the switch, its site stays and answers 502. To end that, there: "
                + "sudo rm -f /etc/nginx/sites-enabled/slipway-guest-book-production.conf && sudo systemctl reload nginx",
            "migrations now run on 192.0.2.11: dumps made so far, and what is known of migrations, stay on 192.0.2.10",
        ],
        Plan(Before with { Hosts = [Before.Hosts[0] with { Roles = ["worker"] }, Before.Hosts[1] with { Roles = ["web", "worker", "migrate"] }] }).Plan.Notes
            .Where(n => !n.Contains("certificate", StringComparison.Ordinal)));

    /// <summary>The plan of a deploy after the change, and the identity of the release that serves.</summary>
    private static (DeployPlan Plan, string Serving) Plan(AppEnvironment now)
    {
        var made = DeployPlanner.Plan(Source(Before), [.. Before.Hosts.Select(h => Target(Before, h, new HostState()))], Options).Hosts[0].Plan;
        var serving = made.Steps.OfType<ConfigureStep>().Single().Description with { Release = "1-abcdef01" };
        var state = new HostState
        {
            Serving = serving.Release, Releases = [serving with { Database = serving.Database ?? "mysql" }], Owner = OwnerRecord.Of(Before), LastReleaseNumber = 1, FilesFound = [],
        };
        return (DeployPlanner.Plan(Source(now), [.. now.Hosts.Select(h => Target(now, h, state))], Options), serving.Identity);
    }

    private static PlanOptions Options { get; } = new() { Who = "me@laptop" };

    private static HostTarget Target(AppEnvironment environment, HostAddress host, HostState state) =>
        new(host.ToString(), host.Roles, Fixture.Layout(environment), state);

    private static ReleaseSource Source(AppEnvironment environment)
    {
        var manifest = Manifest.Create([ManifestEntry.File("server.js", 1, Digest.Of("x"u8))]);
        var recipe = StackCatalogue.Recipe(environment) is var made && made.Database is null ? made with { Database = environment.Services.Database } : StackCatalogue.Recipe(environment);
        return new() { Environment = environment, Recipe = recipe, Manifest = manifest, Open = _ => throw new InvalidOperationException("nothing is sent") };
    }

    private static string Site(HostPlan plan) => string.Concat(plan.Steps.OfType<SiteStep>().SelectMany(s => s.Files).Concat(plan.Steps.OfType<SwitchStep>().Single().Site).Select(f => f.Text));

    private static Row Migrating(string list) => Row.Follows(e => e with { Migrations = new([list], ["run"]) }, p => p.Steps.Any(s => s.Id == "migrate"));

    /// <param name="Change">Null: another test has this row.</param>
    private sealed record Row(Func<AppEnvironment, AppEnvironment>? Change, string[] Notes, Func<HostPlan, bool> Holds, bool NewRelease)
    {
        public static Row Says(Func<AppEnvironment, AppEnvironment> change, params string[] notes) => new(change, notes, _ => true, true);

        /// <summary>Told, and no reason for a new release on the first host.</summary>
        public static Row Tells(Func<AppEnvironment, AppEnvironment> change, params string[] notes) => new(change, notes, _ => true, false);

        public static Row Makes(Func<AppEnvironment, AppEnvironment> change, Func<HostPlan, bool> holds) => new(change, [], holds, true);

        /// <summary>Of the deploy, not of the release: it alone makes no new one.</summary>
        public static Row Follows(Func<AppEnvironment, AppEnvironment> change, Func<HostPlan, bool> holds) => new(change, [], holds, false);

        public static Row Elsewhere(string test) => new(null, [test], _ => true, true);
    }
}
