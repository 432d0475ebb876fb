using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
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
