using System.Text.Json;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Transactions;

/// <summary>Finishes or undoes a transaction that was interrupted. The caller holds the lock.</summary>
public static class Recovery
{
    /// <param name="attach">Gets what a client may say something to.</param>
    /// <returns>The result of what was recovered; null when nothing was open.</returns>
    public static async Task<TransactionEvent?> RunAsync(
        HostLayout layout, Journal journal, Func<HostPlan, IMachine> machineOf, TimeProvider time, Action<TransactionEvent> emit, Action<TransactionControl>? attach = null)
    {
        TransactionEvent? result = null;
        foreach (var record in TransactionRecord.From(journal.Entries).Where(r => r.Outcome is null).ToList())
        {
            if (TryReadPlan(PlanFile(layout, record.Id)) is not { } plan)
            {
                emit(result = WithoutPlan(layout, journal, record));
                continue;
            }

            using var control = new TransactionControl(plan with { Coordinated = false }, time);
            attach?.Invoke(control);
            var context = TransactionProcess.Context(plan with { Hold = null }, journal, machineOf(plan), control, time, emit);
            var runner = new TransactionRunner(context);
            result = await runner.RecoverAsync(record);
            emit(result);
            await runner.LeaveAsync();
        }

        return result;
    }

    private static HostPlan? TryReadPlan(string planFile)
    {
        try
        {
            return File.Exists(planFile) ? TransactionProcess.ReadPlan(planFile) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or ProblemException)
        {
            return null;
        }
    }

    /// <summary>
    /// The plan is written before the journal's begin, so this is the work of somebody else's hand or of a newer Slipway. What can be
    /// done without it is done: the old release is named by <c>current</c> again, and nothing is locked by it for ever.
    /// </summary>
    private static TransactionEvent WithoutPlan(HostLayout layout, Journal journal, TransactionRecord record)
    {
        Problem? problem = null;
        var outcome = record.Committed ? TransactionOutcome.Done : TransactionOutcome.Undone;
        if (!record.Committed && record.Started.Count > 0)
        {
            (problem, outcome) = (TransactionProblems.PlanLost(record.Id), TransactionOutcome.UndoFailed);
            if (record.Previous is { } previous && CurrentLink.Read(layout.Current) == record.Release)
                CurrentLink.Point(layout, layout.Current, previous);
            Posix.Unlink(layout.FreezeFile);
            journal.Append(new JournalEntry { Transaction = record.Id, Event = JournalEvent.Undoing, Problem = problem }, durable: true);
        }

        journal.Append(new JournalEntry { Transaction = record.Id, Event = JournalEvent.End, Outcome = outcome }, durable: true);
        return TransactionEvent.Result(outcome, problem, CurrentLink.Read(layout.Current));
    }

    /// <summary>At boot: what was interrupted is put right, then everything of the release that <c>current</c> names is started.</summary>
    public static async Task BootAsync(HostLayout layout, Func<HostPlan, IMachine> machineOf, IMachine machine, TimeProvider time, Action<TransactionEvent> emit)
    {
        using var held = HostLock.TryTake(layout, new LockHolder("", "boot", LockHolder.Recover, time.GetUtcNow(), Environment.ProcessId));
        if (held is not null)
        {
            using var journal = Journal.Open(layout.Journal, time);
            if (TransactionRecord.From(journal.Entries).LastOrDefault(r => r.Outcome is null) is { } open)
            {
                await using var channel = TransactionChannel.Listen(layout, open.Id);
                await RunAsync(layout, journal, machineOf, time, emit + channel.Send, channel.Attach);
            }
        }

        if (CurrentLink.Read(layout.Current) is not { } release || ReleaseDescription.Read(layout.Release(release)) is not { } description)
            return;
        machine.PrepareRunFolder();
        foreach (var process in description.Processes)
            await TryStartAsync(machine, process, release, emit);
    }

    /// <summary>One process that cannot start must not keep the others down.</summary>
    private static async Task TryStartAsync(IMachine machine, PlannedProcess process, string release, Action<TransactionEvent> emit)
    {
        try
        {
            await machine.StartAsync(process, release, CancellationToken.None);
        }
        catch (ProblemException e)
        {
            emit(TransactionEvent.Log(null, e.Problem.Title, isError: true));
        }
    }

    /// <summary>The plan of the last transaction whose plan is still there; null when nothing was ever deployed.</summary>
    /// <param name="state">The environment's state folder, /var/lib/slipway/&lt;app&gt;-&lt;env&gt;.</param>
    public static HostPlan? LastPlan(string state)
    {
        var records = TransactionRecord.From(Journal.Read(Path.Combine(state, "journal")));
        return records.Reverse()
            .Select(r => Path.Combine(state, "transactions", r.Id, "plan.json"))
            .Where(File.Exists)
            .Select(TransactionProcess.ReadPlan)
            .FirstOrDefault();
    }

    public static string PlanFile(HostLayout layout, string transaction) => Path.Combine(layout.Transactions, transaction, "plan.json");
}
