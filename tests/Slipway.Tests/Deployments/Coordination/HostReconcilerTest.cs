using Slipway.Deployments.Coordination;
using Slipway.Deployments.Events;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Tests.Deployments.Planning;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Coordination;

/// <summary>The reconciler with a real transaction whose client says nothing any more, on a host that is a folder.</summary>
public class HostReconcilerTest
{
    [Theory]
    [InlineData(TransactionOutcome.Undone, true)]
    [InlineData(null, false)]
    public async Task Visitors_are_let_in_by_the_next_command_when_the_data_is_back(TransactionOutcome? ofTheDataHost, bool letIn)
    {
        using var host = new TestHost { Time = TimeProvider.System };
        await host.DeployedAsync(1, null);
        var plan = FailsWhileVisitorsAreOut(host);
        await using var lost = await new TestAgentHost(host).OpenAsync();
        Assert.Equal("accepted", (await lost.BeginAsync(plan, false, TestContext.Current.CancellationToken)).Kind);
        await UntilAsync(() => host.Entries.Any(e => e is { Event: JournalEvent.Undone, Step: "fails" }));

        await using var next = new HostSessions([await new TestAgentHost(host).OpenAsync("other")], []);
        var open = host.Records[^1];
        var told = new List<string>();
        var reconciler = new HostReconciler(History.Environment, next, e => told.AddRange(e is LogEvent log ? [log.Line] : []), TimeProvider.System);
        var did = await reconciler.RunAsync(
        [
            new HostTarget("data", HostTarget.AllRoles, host.Layout, new HostState { Transactions = [open with { Outcome = ofTheDataHost }] }),
            new HostTarget("other", ["web"], host.Layout, new HostState { Running = open.Id, Transactions = [open] }),
        ], new PlanOptions { Who = "ann@laptop" }, TestContext.Current.CancellationToken);

        Assert.Equal((letIn, letIn), (did, told.Contains("transaction tx2 has ended on another host: this one completes it")));
        Assert.Equal((letIn ? TransactionOutcome.Undone : null, !letIn), (host.Records[^1].Outcome, File.Exists(host.Layout.FreezeFile)));
    }

    private static HostPlan FailsWhileVisitorsAreOut(TestHost host) => host.Plan(2, "1-x", steps =>
    [
        new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Prepare, DataIsElsewhere = true },
        new HookStep(new BuildCommand("false", ["false"], [], TimeSpan.FromSeconds(20))) { Id = "fails", Title = "fails", Phase = Phase.Prepare },
        .. steps.Where(s => s.Phase != Phase.Prepare),
    ]) with { Coordinated = true, JournalHead = Journal.HeadOf(host.Entries) };

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!reached())
            await Task.Delay(5, limit.Token);
    }
}
