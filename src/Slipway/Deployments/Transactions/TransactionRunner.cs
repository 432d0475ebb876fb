using System.Diagnostics;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Proof;
using Slipway.Problems;

namespace Slipway.Deployments.Transactions;

/// <summary>
/// Runs a plan on a host. Deploy, rollback, undo and recovery all go through here:
/// 1. begin is written down; 2. each step is written down before and after; 3. a failure or a cancel before the commit undoes
/// what was begun, last first; 4. after the commit the rest is finished, if need be by a later recovery; 5. the end is written down.
/// </summary>
public sealed class TransactionRunner(StepContext context)
{
    private static readonly TimeSpan ProofPause = TimeSpan.FromMilliseconds(100);
    private readonly HostPlan _plan = context.Plan;
    private readonly Journal _journal = context.Journal;

    /// <summary>Runs a new transaction to its end.</summary>
    public async Task<TransactionEvent> RunAsync()
    {
        try
        {
            _journal.Reserve();
            Append(JournalEvent.Begin, durable: true, e => e with
            {
                Kind = _plan.Kind, Release = _plan.Release, Previous = _plan.Previous, RollbackOf = _plan.RollbackOf, Who = _plan.Who, Identity = _plan.Identity, Gate = _plan.Gate,
            });
        }
        catch (IOException e)
        {
            return TransactionEvent.Result(TransactionOutcome.Undone, Explain(e), Steps.CurrentLink.Read(_plan.Layout.Current));
        }

        context.Cancel = context.Control.Cancelled;
        try
        {
            foreach (var step in _plan.Steps.Where(s => s.Phase != Phase.Commit))
                await ForwardAsync(step);
            await ForwardAsync(_plan.Steps.First(s => s.Phase == Phase.Commit));
        }
        catch (Exception e) when (!IsCommitted)
        {
            return await UndoAsync(Explain(e));
        }
        catch (Exception e)
        {
            context.Log(Explain(e).Title, isError: true);
        }

        return await FinishAsync();
    }

    /// <summary>
    /// After an undo has been told: visitors have the old release again, and what they began with the new one may end. Nothing depends
    /// on it any more, so it is no part of the transaction: when this process dies, the next transaction does it.
    /// </summary>
    public async Task LeaveAsync()
    {
        if (IsCommitted || !context.HasServed)
            return;
        (context.Step, context.Cancel) = (null, CancellationToken.None);
        try
        {
            await Steps.Departures.EndAsync(context, _plan.Steps.OfType<Steps.DrainStep>().FirstOrDefault()?.Longest ?? TimeSpan.Zero);
        }
        catch (Exception e) when (e is IOException or ProblemException)
        {
            context.Log(e.Message, isError: true);
        }
    }

    /// <summary>The commit is in the journal: whatever fails now, there is no way back.</summary>
    private bool IsCommitted => _journal.Entries.Any(e => e.Transaction == _plan.Transaction && e.Event == JournalEvent.Commit);

    /// <summary>Brings a transaction to its end that was interrupted: forward when it was committed, else back.</summary>
    public Task<TransactionEvent> RecoverAsync(TransactionRecord record)
    {
        context.Cancel = CancellationToken.None;
        if (record.Committed)
            return FinishAsync();
        var last = record.Started.Count > 0 ? record.Started[^1] : "begin";
        return UndoAsync(record.Problem ?? TransactionProblems.Interrupted(last));
    }

    private async Task ForwardAsync(Step step)
    {
        context.Step = step;
        await context.Control.AdmitAsync(step.Phase, () => context.Emit(TransactionEvent.Waiting(step.Phase.ToString())), context.Cancel);
        await context.HoldAsync("before");
        Append(JournalEvent.Start, durable: step.Phase is Phase.Data or Phase.Switch, e => e with { Step = step.Id });
        context.Emit(TransactionEvent.OfStep(step.Id, step.Title, "started"));
        var started = Stopwatch.GetTimestamp();
        await step.RunAsync(context);
        Append(JournalEvent.Done, durable: false, e => e with { Step = step.Id });
        context.Emit(TransactionEvent.OfStep(step.Id, step.Title, "done", Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        await context.HoldAsync("after");
    }

    private async Task<TransactionEvent> FinishAsync()
    {
        context.Cancel = CancellationToken.None;
        Problem? problem = null;
        var serving = context.IsJustProven ? _plan.Release : await ProveAsync(_plan.Release, _plan.Processes);
        context.Emit(TransactionEvent.OfCommitted(serving));
        foreach (var step in _plan.Steps.Where(s => s.Phase == Phase.Commit).Skip(1))
        {
            try
            {
                await ForwardAsync(step);
            }
            catch (Exception e)
            {
                problem ??= Explain(e);
                TryAppend(JournalEvent.Failed, j => j with { Step = step.Id, Problem = problem });
                context.Emit(TransactionEvent.OfStep(step.Id, step.Title, "failed", problem: problem));
            }
        }

        return End(TransactionOutcome.Done, problem, serving);
    }

    private async Task<TransactionEvent> UndoAsync(Problem problem)
    {
        var failed = context.Step;
        if (failed is not null)
            context.Emit(TransactionEvent.OfStep(failed.Id, failed.Title, "failed", problem: problem));
        TryAppend(JournalEvent.Undoing, e => e with { Step = failed?.Id, Problem = problem });
        context.Cancel = CancellationToken.None;
        var stuck = false;
        foreach (var step in ToUndo(failed))
            stuck |= !await UndoAsync(step);
        stuck |= !TryClear();
        var serving = _plan.Previous is null ? null : await ProveAsync(_plan.Previous, _plan.PreviousProcesses);
        stuck |= _plan.Previous is not null && serving is null;
        return End(stuck ? TransactionOutcome.UndoFailed : TransactionOutcome.Undone, problem, serving);
    }

    /// <summary>
    /// The steps up to the failed one, last first. After an interruption nobody knows which one that was (not every start is on
    /// the disk), so all are undone: undoing a step that never ran changes nothing.
    /// </summary>
    private IEnumerable<Step> ToUndo(Step? failed)
    {
        var begun = failed is null ? _plan.Steps : _plan.Steps.TakeWhile(s => s.Id != failed.Id).Append(failed);
        return begun.Where(s => s.Phase != Phase.Commit).Reverse();
    }

    private async Task<bool> UndoAsync(Step step)
    {
        context.Step = step;
        var started = Stopwatch.GetTimestamp();
        try
        {
            await context.HoldAsync("undo");
            await step.UndoAsync(context);
            TryAppend(JournalEvent.Undone, e => e with { Step = step.Id });
            context.Emit(TransactionEvent.OfStep(step.Id, step.Title, "undone", Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            return true;
        }
        catch (Exception e)
        {
            var problem = Explain(e);
            TryAppend(JournalEvent.UndoFailed, j => j with { Step = step.Id, Problem = problem });
            context.Emit(TransactionEvent.OfStep(step.Id, step.Title, "undo-failed", problem: problem));
            return false;
        }
    }

    private bool TryClear()
    {
        try
        {
            Steps.AfterCommit.Clear(context);
            return true;
        }
        catch (IOException e)
        {
            context.Log(e.Message, isError: true);
            return false;
        }
    }

    /// <summary>Starts what of the release does not run (after a reboot nothing does); the release if it is then proven to serve, else null.</summary>
    private async Task<string?> ProveAsync(string release, IReadOnlyList<PlannedProcess> processes)
    {
        context.Step = null;
        foreach (var process in processes)
            await TryStartAsync(process, release);
        if (_plan.Health is not { } health)
            return Steps.CurrentLink.Read(_plan.Layout.Current) == release ? release : null;
        var started = context.Time.GetTimestamp();
        while (true)
        {
            var wrong = await ContradictionAsync(health, release);
            if (wrong is null)
                return release;
            if (context.Time.GetElapsedTime(started) > health.Timeout)
            {
                context.Log(wrong, isError: true);
                return null;
            }

            await Task.Delay(ProofPause, context.Time, CancellationToken.None);
        }
    }

    /// <summary>A machine that does not answer proves nothing, and must not keep the end out of the journal.</summary>
    private async Task<string?> ContradictionAsync(HealthProbe health, string release)
    {
        try
        {
            return await ReleaseProof.ContradictionAsync(context.Machine, _plan.Layout, health, release, _plan.Layout.CurrentEntrance, CancellationToken.None);
        }
        catch (Exception e)
        {
            return context.Redactor.Redact(e.Message);
        }
    }

    private async Task TryStartAsync(PlannedProcess process, string release)
    {
        try
        {
            context.Machine.PrepareRunFolder();
            if ((await context.Machine.StateAsync(process, release, CancellationToken.None)).Running)
                return;
            await context.Machine.StartAsync(process, release, CancellationToken.None);
        }
        catch (Exception e)
        {
            context.Log(e.Message, isError: true);
        }
    }

    private TransactionEvent End(TransactionOutcome outcome, Problem? problem, string? serving)
    {
        TryAppend(JournalEvent.End, e => e with { Outcome = outcome });
        return TransactionEvent.Result(outcome, problem, serving);
    }

    private Problem Explain(Exception e) => e switch
    {
        ProblemException p => Clean(p.Problem),
        OperationCanceledException when context.Control.Reason is { } reason => reason,
        IOException full when Files.Posix.IsFull(full) =>
            TransactionProblems.NoSpace(context.Step?.Id ?? "begin", context.Redactor.Redact(e.Message)),
        _ => TransactionProblems.Unexpected(context.Step?.Id ?? "begin", new IOException(context.Redactor.Redact(e.Message), e)),
    };

    /// <summary>Without secrets; and what elsewhere refuses before anything changed has here begun and is undone.</summary>
    private Problem Clean(Problem problem) => problem with
    {
        Detail = problem.Detail is null ? null : context.Redactor.Redact(problem.Detail),
        Exit = problem.Exit == ExitCodes.Refused ? ExitCodes.Undone : problem.Exit,
    };

    private void Append(JournalEvent what, bool durable, Func<JournalEntry, JournalEntry> with) =>
        _journal.Append(with(new JournalEntry { Transaction = _plan.Transaction, Event = what }), durable);

    /// <summary>While undoing, a journal that cannot be written must not stop the undo: room was reserved, but a disk may also break.</summary>
    private void TryAppend(JournalEvent what, Func<JournalEntry, JournalEntry> with)
    {
        try
        {
            Append(what, durable: true, with);
        }
        catch (IOException e)
        {
            context.Log($"the journal cannot be written: {e.Message}", isError: true);
        }
    }
}
