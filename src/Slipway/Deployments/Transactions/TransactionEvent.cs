using Slipway.Deployments.Journals;
using Slipway.Problems;
using Slipway.Text;

namespace Slipway.Deployments.Transactions;

/// <summary>What a transaction tells while it runs; the last one has <see cref="Kind"/> "result".</summary>
public sealed record TransactionEvent
{
    /// <summary>The longest line of output that is told whole, in characters: a message takes 1 MiB, and JSON needs up to six bytes for a character.</summary>
    public const int MaxLine = 100_000;

    /// <summary>accepted, refused, step, log, progress, waiting, held, interrupted, committed or result.</summary>
    public required string Kind { get; init; }

    public string? Step { get; init; }
    public string? Title { get; init; }

    /// <summary>Of a step: started, done, failed, undoing, undone, undo-failed.</summary>
    public string? State { get; init; }

    public double? Milliseconds { get; init; }
    public string? Line { get; init; }
    public bool IsError { get; init; }
    public long Completed { get; init; }
    public long Total { get; init; }
    public string? Unit { get; init; }

    /// <summary>Of waiting: the phase that the transaction is ready for.</summary>
    public string? Phase { get; init; }

    public TransactionOutcome? Outcome { get; init; }
    public Problem? Problem { get; init; }

    /// <summary>Of a result: the release that serves now, proven; null when unknown.</summary>
    public string? Serving { get; init; }

    public static TransactionEvent OfStep(string id, string title, string state, double? ms = null, Problem? problem = null) =>
        new() { Kind = "step", Step = id, Title = title, State = state, Milliseconds = ms, Problem = problem };

    public static TransactionEvent Log(string? step, string line, bool isError) =>
        new() { Kind = "log", Step = step, Line = LongText.Cut(line, MaxLine), IsError = isError };

    public static TransactionEvent OfProgress(string? step, long done, long total, string unit) =>
        new() { Kind = "progress", Step = step, Completed = done, Total = total, Unit = unit };

    public static TransactionEvent Waiting(string phase) => new() { Kind = "waiting", Phase = phase };

    public static TransactionEvent OfHeld(string step, string point) => new() { Kind = "held", Step = step, State = point };

    /// <summary>The transaction's process died before a commit: it will be undone.</summary>
    public static TransactionEvent OfInterrupted(Problem problem) => new() { Kind = "interrupted", Problem = problem };

    public static TransactionEvent Result(TransactionOutcome outcome, Problem? problem, string? serving) =>
        new() { Kind = "result", Outcome = outcome, Problem = problem, Serving = serving };

    /// <summary>The new release is the one; what follows only tidies up.</summary>
    public static TransactionEvent OfCommitted(string? serving) => new() { Kind = "committed", Serving = serving };

    /// <summary>The transaction did not begin: locked, or the plan is stale.</summary>
    public static TransactionEvent Refused(Problem problem) => new() { Kind = "refused", Problem = problem };
}
