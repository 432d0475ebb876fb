using Slipway.Cli.Plans;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Releases;
using Slipway.EnvFiles;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public sealed class PlannedEnvTest : IDisposable
{
    private const string Here = "APP_KEY=new\nPIN=1234\nNEW=x\n";

    private readonly MigratingProject _project = new("laravel");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Added_removed_and_changed_keys_are_named()
    {
        var env = Of(Here, there: "APP_KEY=old\nPIN=1234\nGONE=x\n");
        Assert.Equal((PlannedEnvKind.Changed, "env changes: added NEW; changed APP_KEY; removed GONE"), (env.Kind, env.Line));
    }

    [Fact]
    public void A_new_env_names_all_keys()
    {
        var env = Of(Here, there: null);
        Assert.Equal((PlannedEnvKind.New, "env is new (3 keys)"), (env.Kind, env.Line));
        Assert.Equal(["APP_KEY added", "NEW added", "PIN added"], env.Changes.Select(c => $"{c.Key} {c.Word}"));
    }

    [Fact]
    public void Comments_and_order_are_no_change_of_a_key()
    {
        var env = Of(Here, there: "NEW=x\n# key\nAPP_KEY=new\nPIN=1234\n");
        Assert.Equal((PlannedEnvKind.Rewritten, "env differs in comments or order only"), (env.Kind, env.Line));
    }

    [Fact]
    public void The_same_file_and_no_file_change_nothing()
    {
        Assert.Equal((PlannedEnvKind.Same, null), (Of(Here, Here).Kind, Of(Here, Here).Line));
        Assert.Equal(PlannedEnvKind.Kept, PlannedEnv.Of(Host(Here), null, []).Kind);
        Assert.Equal(PlannedEnvKind.None, PlannedEnv.Of(Host(null), null, []).Kind);
    }

    [Fact]
    public void Of_a_file_that_cannot_be_read_it_does_not_say_that_all_keys_are_new()
    {
        var host = Host(Here);
        host = host with { State = host.State with { Env = "0123456789abcdef", EnvKeys = new Dictionary<string, string>(), EnvProblem = "/srv/shop/env/a.env:3:1: this line is not `KEY=value`" } };
        var env = PlannedEnv.Of(host, new Secret(Here), Entries(Here));
        Assert.Equal(PlannedEnvKind.Unreadable, env.Kind);
        Assert.Empty(env.Changes);
        Assert.Equal("the env there cannot be read (/srv/shop/env/a.env:3:1: this line is not `KEY=value`), so its keys cannot be compared; it is replaced", env.Line);
        Assert.Equal(
            """[{"host":"root@192.0.2.10","state":"unreadable","keys":[],"reason":"/srv/shop/env/a.env:3:1: this line is not \u0060KEY=value\u0060"}]""",
            PlanEnvText.ToJson([env]).ToJsonString());
    }

    [Fact]
    public void The_kept_plan_has_names_and_fingerprints_that_only_this_plan_can_compare()
    {
        var host = Host("APP_KEY=old\nPIN=1234\n");
        var source = _project.Source() with { Env = new Secret(Here), EnvEntries = Entries(Here) };
        var plan = DeployPlanner.Plan(source, [host], new PlanOptions { Who = "me@laptop" });
        var (key, old, added) = (host.EnvFingerprints.Of(new Secret("new")), host.EnvFingerprints.Of(new Secret("old")), host.EnvFingerprints.Of(new Secret("x")));
        Assert.Equal(
            $$"""[{"host":"root@192.0.2.10","state":"changed","keys":[{"key":"APP_KEY","change":"changed","here":"{{key}}","there":"{{old}}"},{"key":"NEW","change":"added","here":"{{added}}"}]}]""",
            PlanFolder.ToJson(plan)["env"]!.ToJsonString());
        var all = PlanFolder.ToJson(plan).ToJsonString();
        Assert.DoesNotContain(host.EnvFingerprints.ToText().Reveal(), all, StringComparison.Ordinal);
        foreach (var value in (string[])["new", "old", "1234", "x"])
            Assert.DoesNotContain(EnvFolder.Fingerprint(new Secret(value)), all, StringComparison.Ordinal);
    }

    private PlannedEnv Of(string here, string? there) => PlannedEnv.Of(Host(there), new Secret(here), Entries(here));

    private HostTarget Host(string? env)
    {
        var host = _project.Targets()[0];
        return env is null ? host : host with
        {
            State = host.State with { Env = EnvFolder.Fingerprint(new Secret(env)), EnvKeys = host.EnvFingerprints.Of(Entries(env)) },
        };
    }

    private static IReadOnlyList<EnvEntry> Entries(string text) => EnvFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), ".env", EnvDialect.Phpdotenv).Entries;
}
