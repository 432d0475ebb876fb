using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Secrets;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public sealed class MigrateStepTest : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_pending_one_that_the_plan_did_not_show_is_refused_before_any_is_applied()
    {
        await _host.DeployedAsync(1, null);

        var result = await RunAsync(["0001_make"], "0001_make.sql", "0002_drop.sql");

        Assert.Equal((TransactionOutcome.Undone, "migrations.differ", "0002_drop.sql", ExitCodes.Undone), (result.Outcome, result.Problem!.Code, result.Problem.Detail, result.Problem.Exit));
        Assert.False(File.Exists(Applied));
        Assert.Equal("1-x", _host.Serving);
        Assert.Equal((["0002_drop.sql"], []), (_host.Records[^1].NotApproved.ToArray(), _host.Records[^1].Migrations.ToArray()), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2));
    }

    [Fact]
    public async Task What_the_plan_showed_is_applied_also_when_less_is_pending()
    {
        await _host.DeployedAsync(1, null);

        var result = await RunAsync(["0001_make", "0002_drop"], "migrations/0002_drop.sql");

        Assert.Equal(TransactionOutcome.Done, result.Outcome);
        Assert.True(File.Exists(Applied));
        Assert.Equal(["migrations/0002_drop.sql"], _host.Records[^1].Migrations);
    }

    [Fact]
    public async Task When_the_plan_could_not_know_them_any_is_applied()
    {
        await _host.DeployedAsync(1, null);
        Assert.Equal(TransactionOutcome.Done, (await RunAsync(null, "0009_whatever")).Outcome);
    }

    [Fact]
    public async Task What_is_pending_is_asked_once_when_the_dump_is_made_meanwhile()
    {
        await _host.DeployedAsync(1, null);
        var asked = Path.Combine(_host.Layout.Root, "asked");
        var database = Path.Combine(_host.Layout.Root, "shared", "app.db");

        var result = await _host.RunAsync(WithDump(database, new BuildCommand("list", ["sh", "-c", $"echo x >> {asked}; echo 0001_make"], [], TimeSpan.FromSeconds(20))));

        Assert.Equal(TransactionOutcome.Done, result.Outcome);
        Assert.Equal("x\n", File.ReadAllText(asked));
        Assert.Equal(["0001_make"], _host.Records[^1].Migrations);
    }

    [Fact]
    public async Task A_list_that_fails_beside_the_dump_fails_the_migrations_and_not_the_dump()
    {
        await _host.DeployedAsync(1, null);

        var result = await _host.RunAsync(WithDump(Path.Combine(_host.Layout.Root, "shared", "app.db"), new BuildCommand("list", ["sh", "-c", "echo no such table >&2; exit 3"], [], TimeSpan.FromSeconds(20))));

        Assert.Equal((TransactionOutcome.Undone, "1-x"), (result.Outcome, _host.Serving));
        Assert.Contains("no such table", result.Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("protect", _host.Records[^1].Done);
        Assert.DoesNotContain("migrate", _host.Records[^1].Done);
    }

    [Fact]
    public async Task What_was_applied_is_told_when_the_database_says_it()
    {
        var result = await FailAsync($"cat {Applied} 2>/dev/null || printf '0001_a\\n0002_b\\n'", $"echo 0002_b > {Applied}; exit 1");
        Assert.Equal("migrations.failed", result.Problem!.Code);
        Assert.StartsWith("applied: 0001_a\nfailed or not begun: 0002_b\n", result.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_database_does_not_answer_any_more_nobody_knows_what_was_applied()
    {
        var result = await FailAsync($"test ! -e {Applied} || {{ echo no connection >&2; exit 2; }}; printf '0001_a\\n0002_b\\n'", $"touch {Applied}; exit 1");
        Assert.Equal("migrations.failed-unknown", result.Problem!.Code);
        Assert.StartsWith("applied: unknown\nwere pending: 0001_a, 0002_b\nthe list could not be asked for afterwards: ", result.Problem.Detail, StringComparison.Ordinal);
        Assert.Contains("no connection", result.Problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("none", result.Problem.Detail, StringComparison.Ordinal);
    }

    private async Task<TransactionEvent> FailAsync(string list, string apply)
    {
        await _host.DeployedAsync(1, null);
        return await _host.RunAsync(_host.Plan(2, "1-x", steps =>
        [
            .. steps.TakeWhile(s => s.Phase == Phase.Prepare),
            new MigrateStep
            {
                Id = "migrate", Title = "migrate", Phase = Phase.Data, Form = "lines",
                List = new BuildCommand("list", ["sh", "-c", list], [], TimeSpan.FromSeconds(20)),
                Apply = new BuildCommand("apply", ["sh", "-c", apply], [], TimeSpan.FromSeconds(20)),
            },
            .. steps.SkipWhile(s => s.Phase == Phase.Prepare),
        ]));
    }

    private HostPlan WithDump(string database, BuildCommand list) => _host.Plan(2, "1-x", steps =>
    [
        .. steps.TakeWhile(s => s.Phase == Phase.Prepare),
        new ProtectStep("sqlite") { Id = "protect", Title = "protect", Phase = Phase.Data },
        new MigrateStep
        {
            Id = "migrate", Title = "migrate", Phase = Phase.Data, Form = "lines",
            List = list,
            Apply = new BuildCommand("apply", ["touch", Applied], [], TimeSpan.FromSeconds(20)),
        },
        .. steps.SkipWhile(s => s.Phase == Phase.Prepare),
    ]) with { Env = EnvFolder.Put(_host.Layout, new Secret($"DATABASE_PATH={database}\n"), -1, -1) };

    private string Applied => Path.Combine(_host.Layout.Root, "applied");

    private Task<TransactionEvent> RunAsync(string[]? approved, params string[] pending) => _host.RunAsync(_host.Plan(2, "1-x", steps =>
    [
        .. steps.TakeWhile(s => s.Phase == Phase.Prepare),
        new MigrateStep
        {
            Id = "migrate", Title = "migrate", Phase = Phase.Data, Form = "lines", Approved = approved,
            List = new BuildCommand("list", ["printf", "%s\\n", .. pending], [], TimeSpan.FromSeconds(20)),
            Apply = new BuildCommand("apply", ["touch", Applied], [], TimeSpan.FromSeconds(20)),
        },
        .. steps.SkipWhile(s => s.Phase == Phase.Prepare),
    ]));
}
