using Slipway.Deployments.Journals;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;

namespace Slipway.Deployments.Planning;

/// <summary>
/// Which good releases a host has and which one served before which, by the journal's order. A rollback's release stands for the
/// one that first brought its content (its origin), so that going back again and again leads further back.
/// </summary>
internal sealed class ServingHistory(HostState state)
{
    /// <summary>Committed transactions, oldest first.</summary>
    public IReadOnlyList<TransactionRecord> Committed { get; } = [.. state.Transactions.Where(t => t.Committed)];

    /// <summary>Good releases on the disk, oldest first by their last commit.</summary>
    public IReadOnlyList<ReleaseDescription> Good =>
    [
        .. Committed.Reverse().Select(t => t.Release).Distinct().Reverse()
            .Select(r => state.Releases.FirstOrDefault(d => d.Release == r)).OfType<ReleaseDescription>(),
    ];

    public string OriginOf(string release) =>
        Committed.FirstOrDefault(t => t.Release == release)?.RollbackOf
        ?? state.Releases.FirstOrDefault(d => d.Release == release)?.RollbackOf
        ?? release;

    /// <summary>What served when the release, or its origin, first came; null at the beginning of what the journal tells.</summary>
    public string? Before(string release) => Committed.FirstOrDefault(t => t.Release == OriginOf(release))?.Previous;

    /// <summary>The releases further and further back, without those that do not differ from the one before them.</summary>
    public IEnumerable<string> Back(string release)
    {
        var newer = release;
        while (Before(newer) is { } older)
        {
            if (!Same(older, newer))
                yield return older;
            newer = older;
        }
    }

    /// <summary>The release itself when it is on the disk, else the newest good one with its content; null when neither is there.</summary>
    public ReleaseDescription? OnDisk(string release) =>
        Good.FirstOrDefault(d => d.Release == release) ?? Good.LastOrDefault(d => OriginOf(d.Release) == OriginOf(release));

    private bool Same(string one, string other) =>
        OriginOf(one) == OriginOf(other) || Identities(one).Intersect(Identities(other)).Any();

    private IEnumerable<string> Identities(string release) =>
        Committed.Where(t => t.Release == release || t.Release == OriginOf(release)).Select(t => t.Identity).OfType<string>();
}
