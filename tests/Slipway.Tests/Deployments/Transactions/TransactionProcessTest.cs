using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Transactions;

public class TransactionProcessTest
{
    [Fact]
    public async Task Locked_is_refused() => Assert.Equal("transaction.locked", await RefusedAsync(host => (host.Plan(1, null), HostLock.TryTake(host.Layout, new LockHolder("t", "bob", "deploy", default, 1)))));

    [Fact]
    public async Task A_stale_plan_is_refused() => Assert.Equal("transaction.plan-stale", await RefusedAsync(host => (host.Plan(1, null) with { JournalHead = 7 }, null)));

    [Fact]
    public async Task Another_format_is_refused() => Assert.Equal("transaction.format", await RefusedAsync(host => (host.Plan(1, null) with { Format = 2 }, null)));

    [Fact]
    public async Task A_machine_without_the_users_is_refused() => Assert.Equal("machine.no-user", await RefusedAsync(
        host => (host.Plan(1, null), null), _ => throw new ProblemException(MachineProblems.NoUser("deploy"))));

    [Fact]
    public async Task A_whole_deploy_is_told_to_its_client()
    {
        using var host = new TestHost();
        var (events, exit) = await RunAsync(host, host.Plan(1, null), _ => host.Machine);
        Assert.Equal((0, "accepted", "result", "1-x"), (exit, events[0].Kind, events[^1].Kind, events[^1].Serving));
        Assert.Null(HostLock.Holder(host.Layout));
    }

    [Fact]
    public async Task Started_again_it_recovers_its_transaction()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.KillAtAsync(host.Plan(2, "1-x"), "switch:inside");
        await TransactionProcess.RunAsync(Recovery.PlanFile(host.Layout, "tx2"), _ => host.Machine, host.Time);
        Assert.Equal(("1-x", TransactionOutcome.Undone), (host.Serving, host.Records[^1].Outcome));
    }

    private static async Task<string?> RefusedAsync(Func<TestHost, (HostPlan, IDisposable?)> prepare, Func<HostPlan, IMachine>? machineOf = null)
    {
        using var host = new TestHost();
        var (plan, held) = prepare(host);
        using (held)
        {
            var (events, _) = await RunAsync(host, plan, machineOf ?? (_ => host.Machine));
            Assert.Empty(host.Entries);
            var refused = Assert.Single(events);
            Assert.Equal("refused", refused.Kind);
            return refused.Problem!.Code;
        }
    }

    private static async Task<(List<TransactionEvent> Events, int Exit)> RunAsync(TestHost host, HostPlan plan, Func<HostPlan, IMachine> machineOf)
    {
        host.WritePlan(plan);
        var running = TransactionProcess.RunAsync(Recovery.PlanFile(host.Layout, plan.Transaction), machineOf, host.Time);
        await using var client = await TransactionClient.ConnectAsync(host.Layout, plan.Transaction, CancellationToken.None);
        await client.SendAsync(new TransactionOrder("content"));
        var events = new List<TransactionEvent>();
        await foreach (var e in client.EventsAsync())
            events.Add(e);
        return (events, await running.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
