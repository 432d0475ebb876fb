using Slipway.Deployments.Events;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Transactions;
using Slipway.Project;

namespace Slipway.Deployments.Coordination;

/// <summary>
/// Brings hosts together again after a deployment whose client was lost between the decision host's commit and the others':
/// a transaction that any host has committed is committed. Hosts that still wait for it hear it now; those that undid it by
/// themselves switch to its release again.
/// </summary>
public sealed class HostReconciler(AppEnvironment environment, HostSessions sessions, Action<DeploymentEvent> emit, TimeProvider time)
{
    private static readonly TimeSpan CommitDeadline = TimeSpan.FromSeconds(30);

    /// <returns>True when something was done, so the hosts must be asked again.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<HostTarget> hosts, PlanOptions options, CancellationToken cancel) =>
        hosts.Count > 1 && (await CompleteAsync(hosts, cancel) | await RejoinAsync(hosts, options, cancel));

    private async Task<bool> CompleteAsync(IReadOnlyList<HostTarget> hosts, CancellationToken cancel)
    {
        var waiting = hosts.Where(h => h.State.Running is { } running && hosts.Any(o => o.State.Transactions.Any(t => t.Id == running && t.Committed))).ToList();
        foreach (var host in waiting)
        {
            emit(new LogEvent(host.Name, "reconcile", $"transaction {host.State.Running} is committed on another host: this one completes it"));
            await CompleteAsync(host, cancel);
        }

        return waiting.Count > 0;
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

    /// <summary>Returns when the host has committed: only then is it worth asking again.</summary>
    private async Task CompleteAsync(HostTarget host, CancellationToken cancel)
    {
        var session = sessions.Of(host.Name);
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.OnEvent = what =>
        {
            if (what.Kind is "committed" or "result")
                committed.TrySetResult();
        };
        await session.JoinAsync(host.Layout, host.State.Running!, cancel);
        await session.OrderAsync(new TransactionOrder("proceed") { Phase = nameof(Plans.Phase.Commit) });
        try
        {
            await Task.WhenAny(committed.Task, session.Ended).WaitAsync(CommitDeadline, time, cancel);
        }
        catch (TimeoutException)
        {
            emit(new LogEvent(host.Name, "reconcile", $"no commit within {CommitDeadline.TotalSeconds:0} s; it goes on by itself"));
        }

        await session.LeaveAsync();
    }
}
