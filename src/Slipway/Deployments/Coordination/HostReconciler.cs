using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Transactions;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Deployments.Coordination;

/// <summary>
/// Brings hosts together again after a deployment whose client was lost between the decision host's commit and the others':
/// a transaction that any host has committed is committed. Hosts that still wait for it hear it now, as those hear it that keep
/// visitors out until the data is back elsewhere; those that undid it by themselves switch to its release again.
/// </summary>
public sealed class HostReconciler(AppEnvironment environment, HostSessions sessions, Action<DeploymentEvent> emit, TimeProvider time)
{
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(30);

    /// <returns>True when something was done, so the hosts must be asked again.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<HostTarget> hosts, PlanOptions options, CancellationToken cancel) =>
        hosts.Count > 1 && (await CompleteAsync(hosts, cancel) | await RejoinAsync(hosts, options, cancel));

    private async Task<bool> CompleteAsync(IReadOnlyList<HostTarget> hosts, CancellationToken cancel)
    {
        var completed = false;
        foreach (var host in hosts.Where(h => h.State.Running is not null))
        {
            var orders = Unheard(hosts, host.State.Running!);
            if (orders.Count == 0)
                continue;
            emit(new LogEvent(host.Name, "reconcile", $"transaction {host.State.Running} has ended on another host: this one completes it"));
            await CompleteAsync(host, orders, cancel);
            completed = true;
        }

        return completed;
    }

    /// <summary>What the client would have told a host that still works at the transaction.</summary>
    private static IReadOnlyList<TransactionOrder> Unheard(IReadOnlyList<HostTarget> hosts, string transaction)
    {
        var elsewhere = hosts.SelectMany(h => h.State.Transactions, (host, record) => (host.Migrates, Record: record)).Where(e => e.Record.Id == transaction).ToList();
        var orders = new List<TransactionOrder>();
        if (elsewhere.Any(e => e.Record.Committed))
            orders.Add(new TransactionOrder("proceed") { Phase = nameof(Plans.Phase.Commit) });
        if (elsewhere.Any(e => e.Migrates && (e.Record.Committed || e.Record.Outcome is not null)))
            orders.Add(new TransactionOrder("data-settled"));
        return orders;
    }

    /// <summary>One that cannot is told and stays as it is: the next deploy makes all hosts agree.</summary>
    private async Task<bool> RejoinAsync(IReadOnlyList<HostTarget> hosts, PlanOptions options, CancellationToken cancel)
    {
        var plans = RejoinPlanner.Plan(environment, hosts, options);
        foreach (var plan in plans)
        {
            emit(new LogEvent(plan.Hosts[0].Host, "reconcile", $"release {plan.Release} is committed on another host: this one switches to it again"));
            var coordinator = new DeployCoordinator(environment, sessions, emit, time);
            if (await coordinator.RejoinAsync(plan, cancel) is { } problem)
                emit(new ProblemEvent(problem));
        }

        return plans.Count > 0;
    }

    /// <summary>Returns when the host has committed or is undone: only then is it worth asking again.</summary>
    private async Task CompleteAsync(HostTarget host, IReadOnlyList<TransactionOrder> orders, CancellationToken cancel)
    {
        var session = sessions.Of(host.Name);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.OnEvent = what =>
        {
            if (what.Kind is "committed" or "result")
                ended.TrySetResult();
        };
        try
        {
            await session.JoinAsync(host.Layout, host.State.Running!, cancel);
            foreach (var order in orders)
                await session.OrderAsync(order);
            await Task.WhenAny(ended.Task, session.Ended).WaitAsync(EndDeadline, time, cancel);
        }
        catch (Exception e) when (e is TimeoutException or ProblemException)
        {
            emit(new LogEvent(host.Name, "reconcile", $"no end within {EndDeadline.TotalSeconds:0} s; it goes on by itself"));
        }

        await session.LeaveAsync();
    }
}
