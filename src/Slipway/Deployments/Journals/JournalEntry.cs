using Slipway.Deployments.Gates;
using Slipway.Problems;

namespace Slipway.Deployments.Journals;

/// <summary>One line of a host's journal: the truth about what happened there.</summary>
public sealed record JournalEntry
{
    /// <summary>Counts from 1; the order of releases is this order, never a clock.</summary>
    public long Number { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The transaction that the entry belongs to.</summary>
    public required string Transaction { get; init; }

    public required JournalEvent Event { get; init; }

    /// <summary>Id of the step, for start, done, failed and undone.</summary>
    public string? Step { get; init; }

    /// <summary>On begin: deploy, rollback or rejoin.</summary>
    public string? Kind { get; init; }

    /// <summary>On begin: the release that the transaction makes.</summary>
    public string? Release { get; init; }

    /// <summary>On begin: the release that served.</summary>
    public string? Previous { get; init; }

    /// <summary>On begin of a rollback: the release that first brought the content it goes back to.</summary>
    public string? RollbackOf { get; init; }

    /// <summary>On begin: who asked, as user@machine.</summary>
    public string? Who { get; init; }

    /// <summary>On begin: digest of content, env and settings of the release.</summary>
    public string? Identity { get; init; }

    /// <summary>On begin: what the checks said of the release.</summary>
    public GateRecord? Gate { get; init; }

    /// <summary>On end.</summary>
    public TransactionOutcome? Outcome { get; init; }

    /// <summary>On failed and on an undo: why.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What a step wants remembered: names of migrations, the dump's file.</summary>
    public string? Detail { get; init; }
}

public enum JournalEvent { Begin, Start, Done, Failed, Undoing, Undone, UndoFailed, Commit, End, Note }

/// <summary>How a transaction ended.</summary>
public enum TransactionOutcome { Done, Undone, UndoFailed }
