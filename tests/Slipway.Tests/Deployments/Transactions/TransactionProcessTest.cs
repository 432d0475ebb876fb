using System.Net.Sockets;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
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

    [Fact]
    public async Task Whoever_comes_while_another_only_drains_begins_at_once_and_lets_the_rest_finish()
    {
        using var host = new TestHost { Time = TimeProvider.System };
        await host.DeployedAsync(1, null);
        using var request = OpenRequest.To(host.Layout, "1-x");
        var second = await BegunAsync(host, Draining(host, 2, "1-x"));
        await second.UntilAsync("committed");
        var third = await BegunAsync(host, Draining(host, 3, "2-x"));
        await third.UntilAsync("committed");

        Assert.True(host.Machine.Runs("web", "1-x"));
        Assert.Equal("handed over: 1-x", host.Entries.Single(e => e is { Transaction: "tx2", Event: JournalEvent.Note }).Detail);
        Assert.Equal(TransactionOutcome.Done, host.Records.Single(r => r.Id == "tx2").Outcome);
        request.Dispose();
        await third.Ended.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["queue 3-x", "web 3-x"], host.Machine.Running);
    }

    [Fact]
    public async Task What_visitors_began_with_a_release_that_is_undone_may_finish_after_the_old_one_serves_again()
    {
        using var host = new TestHost { Time = TimeProvider.System };
        await host.DeployedAsync(1, null);
        using var request = OpenRequest.To(host.Layout, "2-x");
        host.Machine.Fail = call =>
        {
            if (call == "start queue 2-x")
                throw new IOException("the worker does not start");
        };
        var run = await BegunAsync(host, Draining(host, 2, "1-x"));
        var result = await run.UntilAsync("result");

        Assert.Equal((TransactionOutcome.Undone, "1-x"), (result.Outcome, result.Serving));
        Assert.True(host.Machine.Runs("web", "2-x"));
        request.Dispose();
        await run.Ended.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["queue 1-x", "web 1-x"], host.Machine.Running);
    }

    private static HostPlan Draining(TestHost host, int number, string previous) => host.Plan(number, previous, steps => steps.Select(s => s is DrainStep drain ? drain with { Longest = TimeSpan.FromMinutes(1) } : s))
        with { JournalHead = Journal.HeadOf(host.Entries) };

    private static async Task<Begun> BegunAsync(TestHost host, HostPlan plan)
    {
        host.WritePlan(plan);
        var ended = TransactionProcess.RunAsync(Recovery.PlanFile(host.Layout, plan.Transaction), _ => host.Machine, host.Time);
        var client = await TransactionClient.ConnectAsync(host.Layout, plan.Transaction, CancellationToken.None);
        await client.SendAsync(new TransactionOrder("content"));
        return new(client, ended);
    }

    private sealed record Begun(TransactionClient Client, Task<int> Ended)
    {
        public async Task<TransactionEvent> UntilAsync(string kind)
        {
            await foreach (var e in Client.EventsAsync())
                if (e.Kind == kind)
                    return e;
            throw new InvalidOperationException($"It ended without {kind}.");
        }
    }

    /// <summary>A connection on the socket of a release, as the web server has one for each request.</summary>
    private sealed class OpenRequest(Socket listener, Socket client, Socket accepted) : IDisposable
    {
        public static OpenRequest To(HostLayout layout, string release)
        {
            var address = new UnixDomainSocketEndPoint(layout.Socket(release));
            var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(address);
            listener.Listen();
            var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            client.Connect(address);
            return new(listener, client, listener.Accept());
        }

        public void Dispose()
        {
            client.Dispose();
            accepted.Dispose();
            listener.Dispose();
        }
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
