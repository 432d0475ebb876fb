using Slipway.Deployments.Journals;

namespace Slipway.Deployments.Releases;

/// <summary>Which releases stay and which go, by the journal's order.</summary>
/// <param name="Keep">Good releases that stay, oldest first.</param>
/// <param name="Remove">Releases that may go.</param>
public sealed record Retention(IReadOnlyList<string> Keep, IReadOnlyList<string> Remove)
{
    /// <summary>
    /// A rollback's release counts as the one that it brought back, and of both the newer stays: going back several times in a row
    /// must not push out what is to be gone back to.
    /// </summary>
    /// <param name="keep">Good releases to keep, the serving one included; at least one.</param>
    /// <param name="keepFailed">Failed ones to keep for diagnosis.</param>
    /// <param name="serving">Never removed.</param>
    /// <param name="previous">Never removed: an undo of the next deploy may need it.</param>
    public static Retention Decide(IReadOnlyList<TransactionRecord> records, int keep, int keepFailed, string serving, string? previous)
    {
        var good = records.Where(r => r.IsGood).Select(r => r.Release).Distinct().ToList();
        var newest = records.Where(r => r.IsGood).Reverse().DistinctBy(r => r.RollbackOf ?? r.Release).Select(r => r.Release).ToList();
        var failed = records.Where(r => r is { IsGood: false, Outcome: not null }).Select(r => r.Release).Distinct().Except(good).ToList();
        var keepGood = newest.Take(Math.Max(1, keep)).ToHashSet();
        keepGood.Add(serving);
        if (previous is not null && keep > 1)
            keepGood.Add(previous);
        var keepBad = failed.TakeLast(keepFailed).ToHashSet();
        return new(
            [.. good.Where(keepGood.Contains)],
            [.. good.Where(r => !keepGood.Contains(r)), .. failed.Where(r => !keepBad.Contains(r) && !keepGood.Contains(r))]);
    }
}
