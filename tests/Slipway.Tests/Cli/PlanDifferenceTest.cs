using Slipway.Cli.Plans;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Hosts;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class PlanDifferenceTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-plans-").FullName;

    private static readonly HostPlan Plan = new()
    {
        Transaction = "t1", Kind = "deploy", Layout = HostLayout.Server("shop", "production", "/srv/shop"), Release = "3-aaaaaaaa", Previous = "2-cccccccc",
        Identity = "i", Who = "me@here", JournalHead = 12, Env = "e1",
        Steps = [new TreeStep(new string('a', 64)) { Id = "tree", Title = "make release", Phase = Phase.Prepare }, new CommitStep { Id = "commit", Title = "commit", Phase = Phase.Commit }],
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Changed_content_is_named_once_for_all_hosts()
    {
        var now = Plan with { Release = "3-bbbbbbbb", Steps = [new TreeStep(new string('b', 64)) { Id = "tree", Title = "make release", Phase = Phase.Prepare }] };
        Assert.Equal(["content: aaaaaaaa → bbbbbbbb (files of the project changed)"], PlanDifference.Between([new("a", Plan), new("b", Plan)], [new("a", now), new("b", now)]));
    }

    [Fact]
    public void Env_serving_release_and_journal_are_named_with_their_host() => Assert.Equal(
        ["a: env: e1 → none", "a: serving release: 2-cccccccc → 4-dddddddd", "a: journal: entry 12 → 30 (another command ran)"],
        PlanDifference.Between([new("a", Plan)], [new("a", Plan with { Env = null, Previous = "4-dddddddd", JournalHead = 30 })]));

    [Fact]
    public void What_is_left_is_the_settings() => Assert.Equal(
        ["a: settings: slipway.yaml, options of the command, programs or certificates on the host changed"],
        PlanDifference.Between([new("a", Plan)], [new("a", Plan with { RunUser = "other" })]));

    [Fact]
    public void Other_migrations_are_named() => Assert.Equal(
        ["a: migrations: 1_add → 1_add, 2_drop"],
        PlanDifference.Between([new("a", Migrating("1_add"))], [new("a", Migrating("1_add", "2_drop"))]));

    private static HostPlan Migrating(params string[] names) => Plan with
    {
        Steps = [.. Plan.Steps, new MigrateStep { Id = "migrate", Title = "migrate", Phase = Phase.Data, List = Nothing, Apply = Nothing, Form = "lines", Approved = names }],
    };

    private static BuildCommand Nothing { get; } = new("nothing", ["true"], [], TimeSpan.Zero);

    [Fact]
    public void Other_hosts_are_the_only_difference_that_counts() =>
        Assert.Equal(["hosts: a → a, b"], PlanDifference.Between([new("a", Plan)], [new("a", Plan), new("b", Plan)]));

    [Fact]
    public void A_kept_plan_comes_back_as_it_was_and_is_private()
    {
        var plan = new DeployPlan { Environment = "production", Release = Plan.Release, Hosts = [new("a", Plan)] };
        PlanFolder.Save(_folder, plan);
        var file = Path.Combine(_folder, ".slipway", "plans", plan.Id + ".json");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var kept = PlanFolder.Load(_folder, plan.Id)!;
        Assert.Empty(PlanDifference.Between(kept, plan.Hosts));
        Assert.Equal(plan.Id, (plan with { Hosts = kept }).Id);
    }

    [Theory]
    [InlineData("000000000000")]
    [InlineData("../../../../etc/passwd")]
    public void A_plan_that_is_not_kept_is_null(string id) => Assert.Null(PlanFolder.Load(_folder, id));

    [Fact]
    public void Twenty_plans_are_kept()
    {
        for (var i = 0; i < 25; i++)
            PlanFolder.Save(_folder, new DeployPlan { Environment = "production", Release = Plan.Release, Hosts = [new("a", Plan with { JournalHead = i })] });
        Assert.Equal(20, Directory.GetFiles(Path.Combine(_folder, ".slipway", "plans")).Length);
    }

    [Fact]
    public void A_refusal_says_when_it_cannot_compare()
    {
        var plan = new DeployPlan { Environment = "production", Release = Plan.Release, Hosts = [new("a", Plan)] };
        var problem = PlanDifference.Told(_folder, "000000000000", plan);
        Assert.Equal(("plan.differs", $"The plan is now {plan.Id}, not 000000000000", "plan 000000000000 is not kept on this machine, so it cannot be compared"), (problem.Code, problem.Title, problem.Detail));
    }
}
