using Slipway.Deployments.Journals;

namespace Slipway.Deployments.Planning;

/// <summary>What a host's journal tells about its database's migrations.</summary>
/// <param name="Applied">Names of those that were applied, by releases that serve or that were undone since, and that were not taken back with the data.</param>
/// <param name="Refused">Names of those that the last deploy found pending without a plan that showed them.</param>
internal sealed record MigrationHistory(IReadOnlyList<string> Applied, IReadOnlyList<string> Refused)
{
    /// <param name="records">Oldest first.</param>
    public static MigrationHistory Of(IReadOnlyList<TransactionRecord> records)
    {
        var (applied, refused) = (new List<string>(), (IReadOnlyList<string>)[]);
        foreach (var record in records)
        {
            if (record is { RestoredData: true, Committed: true })
                applied.Clear(); // Which ones the dump had is not told: they need a permission again.
            var migrated = record.Done.Contains(DataPlanner.MigrateId);
            if (migrated && record.Outcome != TransactionOutcome.UndoFailed)
                applied.AddRange(record.Migrations);
            if (migrated || record.NotApproved.Count > 0)
                refused = record.NotApproved;
        }

        return new(applied, refused);
    }
}
