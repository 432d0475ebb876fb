using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;

namespace Slipway.Deployments.Sessions;

/// <summary>Follows a transaction whose process died until the journal says how it ended; takes it over when nobody else does.</summary>
internal sealed class InterruptedTransaction(Func<HostPlan, IMachine> machineOf, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeaveToSystemd = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public async Task<TransactionEvent> ResultAsync(HostLayout layout, string transaction)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Patience)
        {
            var record = TransactionRecord.From(Journal.Read(layout.Journal)).FirstOrDefault(r => r.Id == transaction);
            if (record is { Outcome: { } outcome })
                return TransactionEvent.Result(outcome, record.Problem, CurrentLink.Read(layout.Current));
            if (record is { Committed: true })
                return TransactionEvent.OfCommitted(CurrentLink.Read(layout.Current));
            if (time.GetElapsedTime(started) > LeaveToSystemd)
                await TryRecoverAsync(layout);
            await Task.Delay(Look, time, CancellationToken.None);
        }

        return TransactionEvent.Result(TransactionOutcome.UndoFailed, SessionProblems.FateUnknown(transaction), null);
    }

    private async Task TryRecoverAsync(HostLayout layout)
    {
        using var held = HostLock.TryTake(layout, new LockHolder("", "recovery", LockHolder.Recover, time.GetUtcNow(), Environment.ProcessId));
        if (held is null)
            return;
        using var journal = Journal.Open(layout.Journal, time);
        await Recovery.RunAsync(layout, journal, machineOf, time, _ => { });
    }
}
