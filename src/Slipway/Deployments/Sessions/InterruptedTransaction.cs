using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Sessions;

/// <summary>Follows a transaction whose process died until the journal says how it ended; takes it over when nobody else does.</summary>
internal sealed class InterruptedTransaction(Func<HostPlan, IMachine> machineOf, TimeProvider time, HostLayout layout, string transaction)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeaveToSystemd = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Why it will be undone; null when it had not begun, was committed or has ended.</summary>
    public Problem? Problem() => Record() is { Outcome: null, Committed: false } open ? open.Problem ?? TransactionProblems.Interrupted(open.Started is [.., var step] ? step : "begin") : null;

    /// <summary>The process that systemd starts in its place and that undoes it; null when none comes.</summary>
    public async Task<TransactionClient?> AgainAsync()
    {
        using var limit = new CancellationTokenSource(LeaveToSystemd, time);
        try
        {
            return await TransactionClient.ConnectAsync(layout, transaction, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public async Task<TransactionEvent> ResultAsync()
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var record = Record();
            if (record is { Outcome: { } outcome })
                return TransactionEvent.Result(outcome, record.Problem, CurrentLink.Read(layout.Current));
            if (record is { Committed: true })
                return TransactionEvent.OfCommitted(CurrentLink.Read(layout.Current));
            if (time.GetElapsedTime(started) > Patience)
                return TransactionEvent.Result(TransactionOutcome.UndoFailed, SessionProblems.FateUnknown(transaction), null);
            if (time.GetElapsedTime(started) > LeaveToSystemd)
                await TryRecoverAsync();
            await Task.Delay(Look, time, CancellationToken.None);
        }
    }

    private TransactionRecord? Record() => TransactionRecord.From(Journal.Read(layout.Journal)).FirstOrDefault(r => r.Id == transaction);

    private async Task TryRecoverAsync()
    {
        using var held = HostLock.TryTake(layout, new LockHolder("", "recovery", LockHolder.Recover, time.GetUtcNow(), Environment.ProcessId));
        if (held is null)
            return;
        using var journal = Journal.Open(layout.Journal, time);
        await Recovery.RunAsync(layout, journal, machineOf, time, _ => { });
    }
}
