using Slipway.Deployments.Events;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Coordination;

/// <summary>
/// Brings hosts together again after a deployment whose client was lost between the decision host's commit and the others':
/// a transaction that any host has committed is committed, so hosts that still wait for it hear it now.
/// </summary>
public static class HostReconciler
{
    private static readonly TimeSpan CommitDeadline = TimeSpan.FromSeconds(30);

    /// <returns>True when something was done, so the hosts must be asked again.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<HostTarget> hosts, HostSessions sessions, Action<DeploymentEvent> emit, CancellationToken cancel)
    {
        var open = hosts.Where(h => h.State.Running is not null).ToList();
        if (hosts.Count < 2 || open.Count == 0)
            return false;
        var told = false;
        foreach (var host in open)
        {
            var transaction = host.State.Running!;
            if (!hosts.Any(h => h.State.Transactions.Any(t => t.Id == transaction && t.Committed)))
                continue;
            emit(new LogEvent(host.Name, "reconcile", $"transaction {transaction} is committed on another host: this one completes it"));
            var session = sessions.All.First(s => s.Name == host.Name);
            await CompleteAsync(session, host, transaction, emit, cancel);
            told = true;
        }

        return told;
    }

    /// <summary>Returns when the host has committed: only then is it worth asking again.</summary>
    private static async Task CompleteAsync(HostSession session, HostTarget host, string transaction, Action<DeploymentEvent> emit, CancellationToken cancel)
    {
        var committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.OnEvent = what =>
        {
            if (what.Kind is "committed" or "result")
                committed.TrySetResult();
        };
        await session.JoinAsync(host.Layout, transaction, cancel);
        await session.OrderAsync(new TransactionOrder("proceed") { Phase = nameof(Plans.Phase.Commit) });
        try
        {
            await Task.WhenAny(committed.Task, session.Ended).WaitAsync(CommitDeadline, TimeProvider.System, cancel);
        }
        catch (TimeoutException)
        {
            emit(new LogEvent(host.Name, "reconcile", $"no commit within {CommitDeadline.TotalSeconds:0} s; it goes on by itself"));
        }

        session.OnEvent = null;
        await session.OrderAsync(new TransactionOrder("bye"));
    }
}
