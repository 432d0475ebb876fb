using Slipway.Deployments.Journals;

namespace Slipway.Deployments.Releases;

/// <summary>Which releases stay and which go, by the journal's order.</summary>
/// <param name="Keep">Good releases that stay, oldest first.</param>
/// <param name="Remove">Releases that may go.</param>
public sealed record Retention(IReadOnlyList<string> Keep, IReadOnlyList<string> Remove)
{
    /// <param name="keep">Good releases to keep, the serving one included; at least one.</param>
    /// <param name="keepFailed">Failed ones to keep for diagnosis.</param>
    /// <param name="serving">Never removed.</param>
    /// <param name="previous">Never removed: an undo of the next deploy may need it.</param>
    public static Retention Decide(IReadOnlyList<TransactionRecord> records, int keep, int keepFailed, string serving, string? previous)
    {
        var good = records.Where(r => r.IsGood).Select(r => r.Release).Distinct().ToList();
        var failed = records.Where(r => r is { IsGood: false, Outcome: not null }).Select(r => r.Release).Distinct().Except(good).ToList();
        var keepGood = good.TakeLast(Math.Max(1, keep)).ToHashSet();
        keepGood.Add(serving);
        if (previous is not null && keep > 1)
            keepGood.Add(previous);
        var keepBad = failed.TakeLast(keepFailed).ToHashSet();
        return new(
            [.. good.Where(keepGood.Contains)],
            [.. good.Where(r => !keepGood.Contains(r)), .. failed.Where(r => !keepBad.Contains(r) && !keepGood.Contains(r))]);
    }
}
