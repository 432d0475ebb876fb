using Slipway.Deployments.Journals;

namespace Slipway.Deployments.Planning;

/// <summary>What happened to the data since a release served with the schema that it was made for.</summary>
/// <param name="Migrations">Names of those that ran since, oldest first.</param>
/// <param name="DumpOf">The release whose dump has the data from before them; null when there is none.</param>
internal sealed record DataHistory(IReadOnlyList<string> Migrations, string? DumpOf)
{
    /// <param name="records">Of the host that migrates, oldest first.</param>
    /// <param name="origin">The release that first brought the content.</param>
    /// <param name="dumps">Releases with a dump.</param>
    public static DataHistory Since(IReadOnlyList<TransactionRecord> records, string origin, IReadOnlyList<string> dumps)
    {
        var since = records.Skip(LastWithItsSchema(records, origin) + 1).ToList();
        var first = since.FirstOrDefault(t => t.Migrations.Count > 0)
            ?? since.FirstOrDefault(t => t.Committed && dumps.Contains(t.Release));
        return new([.. since.SelectMany(t => t.Migrations)], first is not null && dumps.Contains(first.Release) ? first.Release : null);
    }

    /// <summary>The last time that the content was brought, or brought back before any migration or together with its data.</summary>
    private static int LastWithItsSchema(IReadOnlyList<TransactionRecord> records, string origin)
    {
        var (last, changed) = (-1, false);
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            var isIts = record.Committed && (record.Release == origin || record.RollbackOf == origin);
            if (isIts && (last < 0 || !changed || record.RestoredData))
                (last, changed) = (i, false);
            else
                changed |= record.Migrations.Count > 0 || record is { Committed: true, RestoredData: true };
        }

        return last;
    }
}
