using Slipway.Deployments.Gates;
using Slipway.Problems;

namespace Slipway.Deployments.Journals;

/// <summary>What the journal tells about one transaction.</summary>
public sealed record TransactionRecord
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Release { get; init; }
    public string? Previous { get; init; }

    /// <summary>Of a rollback: the release that first brought its content; null otherwise.</summary>
    public string? RollbackOf { get; init; }

    public string? Who { get; init; }
    public string? Identity { get; init; }

    /// <summary>What the checks said of the release; null = they were not asked.</summary>
    public GateRecord? Gate { get; init; }

    public DateTimeOffset Began { get; init; }
    public DateTimeOffset? Ended { get; init; }
    public bool Committed { get; init; }

    /// <summary>Null while it is open: running, or interrupted.</summary>
    public TransactionOutcome? Outcome { get; init; }

    public Problem? Problem { get; init; }

    /// <summary>Ids of the steps that started and were not undone, in order.</summary>
    public IReadOnlyList<string> Started { get; init; } = [];

    /// <summary>Ids of the steps that are done.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>Names of the migrations that it began to apply and that were not taken back with the data.</summary>
    public IReadOnlyList<string> Migrations { get; init; } = [];

    /// <summary>Names of migrations that it found pending and refused, because its plan had not shown them.</summary>
    public IReadOnlyList<string> NotApproved { get; init; } = [];

    /// <summary>True when it put back older data (<c>rollback --data</c>) and that was not undone.</summary>
    public bool RestoredData { get; init; }

    /// <summary>True when its undo waits for another host that puts the data back.</summary>
    public bool AwaitsData { get; init; }

    /// <summary>True when the release may serve again: it was committed, or is known good by a later one.</summary>
    public bool IsGood => Committed;

    /// <summary>All transactions of the journal, oldest first.</summary>
    public static IReadOnlyList<TransactionRecord> From(IEnumerable<JournalEntry> entries)
    {
        var records = new Dictionary<string, TransactionRecord>();
        var order = new List<string>();
        foreach (var entry in entries)
        {
            if (entry.Event == JournalEvent.Begin)
            {
                order.Add(entry.Transaction);
                records[entry.Transaction] = Begin(entry);
            }
            else if (records.TryGetValue(entry.Transaction, out var record))
                records[entry.Transaction] = record.With(entry);
        }

        return [.. order.Distinct().Select(id => records[id])];
    }

    private static TransactionRecord Begin(JournalEntry entry) => new()
    {
        Id = entry.Transaction,
        Kind = entry.Kind ?? "deploy",
        Release = entry.Release ?? "",
        Previous = entry.Previous,
        RollbackOf = entry.RollbackOf,
        Who = entry.Who,
        Identity = entry.Identity,
        Gate = entry.Gate,
        Began = entry.At,
    };

    private TransactionRecord With(JournalEntry entry) => entry.Event switch
    {
        JournalEvent.Start => this with { Started = [.. Started, entry.Step!] },
        JournalEvent.Done => this with { Done = [.. Done, entry.Step!] },
        JournalEvent.Undone => this with { Started = [.. Started.Where(s => s != entry.Step)] },
        JournalEvent.Failed => this with { Problem = entry.Problem ?? Problem },
        // The commit may be in the file although its sync failed and an undo followed: the later entry counts.
        JournalEvent.Undoing => this with { Problem = entry.Problem ?? Problem, Committed = false },
        JournalEvent.Commit => this with { Committed = true },
        JournalEvent.Note when entry.Detail is { } note => WithNote(note),
        JournalEvent.End => this with { Outcome = entry.Outcome, Ended = entry.At },
        _ => this,
    };

    private TransactionRecord WithNote(string note) => note switch
    {
        JournalNotes.RestoreBegun => this with { RestoredData = true },
        JournalNotes.AwaitsData => this with { AwaitsData = true },
        JournalNotes.DumpRestored => this with { RestoredData = false, Migrations = [] },
        _ when note.StartsWith(JournalNotes.Migrations, StringComparison.Ordinal) =>
            this with { Migrations = Names(note, JournalNotes.Migrations) },
        _ when note.StartsWith(JournalNotes.NotApproved, StringComparison.Ordinal) =>
            this with { NotApproved = Names(note, JournalNotes.NotApproved) },
        _ => this,
    };

    private static string[] Names(string note, string before) => note[before.Length..].Split('\t', StringSplitOptions.RemoveEmptyEntries);
}
