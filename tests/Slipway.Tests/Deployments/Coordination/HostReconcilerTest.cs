using Slipway.Deployments.Coordination;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Events;
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
        await using var lost = await new TestAgentHost(host).OpenAsync();
        Assert.Equal("accepted", (await lost.BeginAsync(FailsWhileVisitorsAreOut(host), false, TestContext.Current.CancellationToken)).Kind);

        Assert.Equal((letIn, letIn), await NextCommandAsync(host, ofTheDataHost));

        Assert.Equal((letIn ? TransactionOutcome.Undone : null, !letIn), (host.Records[^1].Outcome, File.Exists(host.Layout.FreezeFile)));
    }

    [Fact]
    public async Task So_they_are_when_the_process_was_killed_and_another_undoes_it()
    {
        using var host = new TestHost { Time = TimeProvider.System };
        await host.DeployedAsync(1, null);
        var plan = FailsWhileVisitorsAreOut(host);
        await host.KillAtAsync(plan with { Coordinated = false }, "fails:before");
        await new TestAgentHost(host).LaunchAsync(plan, Recovery.PlanFile(host.Layout, plan.Transaction), TestContext.Current.CancellationToken);

        Assert.Equal((true, true), await NextCommandAsync(host, TransactionOutcome.Undone));

        Assert.Equal((TransactionOutcome.Undone, false), (host.Records[^1].Outcome, File.Exists(host.Layout.FreezeFile)));
    }

    private static async Task<(bool Did, bool Told)> NextCommandAsync(TestHost host, TransactionOutcome? ofTheDataHost)
    {
        await UntilAsync(() => host.Records[^1].AwaitsData);
        await using var sessions = new HostSessions([await new TestAgentHost(host).OpenAsync("other")], []);
        var open = host.Records[^1];
        var told = new List<string>();
        var reconciler = new HostReconciler(History.Environment, sessions, e => told.AddRange(e is LogEvent log ? [log.Line] : []), TimeProvider.System);
        var did = await reconciler.RunAsync(
        [
            new HostTarget("data", HostTarget.AllRoles, host.Layout, new HostState { Transactions = [open with { Outcome = ofTheDataHost }] }),
            new HostTarget("other", ["web"], host.Layout, new HostState { Running = open.Id, Transactions = [open] }),
        ], new PlanOptions { Who = "ann@laptop" }, TestContext.Current.CancellationToken);
        return (did, told.Contains("transaction tx2 has ended on another host: this one completes it"));
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
