using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Problems;

namespace Slipway.Deployments.Planning;

/// <summary>The release that is rolled back to.</summary>
/// <param name="Release">As it was named, or as it was found.</param>
/// <param name="Origin">The release that first brought its content: the same, unless that was a rollback.</param>
/// <param name="Descriptions">What to make again, for each host in the order of the hosts.</param>
public sealed record RollbackTarget(string Release, string Origin, IReadOnlyList<ReleaseDescription> Descriptions)
{
    /// <summary>Finds the release that served before the present one, or the named one: good, and with the same content on every host.</summary>
    /// <param name="hosts">The first one's journal tells the order.</param>
    /// <param name="named">An id, or its number alone; null = the one before.</param>
    /// <exception cref="ProblemException"><c>rollback.no-release</c>, <c>rollback.nothing-before</c>, <c>session.nothing-serves</c></exception>
    public static RollbackTarget Find(IReadOnlyList<HostTarget> hosts, string? named)
    {
        var histories = hosts.Select(h => new ServingHistory(h.State)).ToList();
        if (hosts[0].State.Serving is not { } serving)
            throw new ProblemException(SessionProblems.NothingServes(hosts[0].Layout.Key));
        if (named is null)
            return histories[0].Back(serving).Select(r => OnAll(histories, r)).FirstOrDefault(t => t is not null)
                ?? throw new ProblemException(PlanProblems.NothingBefore());
        var good = histories[0].Good.Select(d => d.Release).Where(r => OnAll(histories, r) is not null).ToList();
        var release = named.Contains('-') ? named : histories[0].Committed.LastOrDefault(t => t.Release.StartsWith(named + "-", StringComparison.Ordinal))?.Release;
        return release is not null && histories[0].Committed.Any(t => t.Release == release) && OnAll(histories, release) is { } target
            ? target
            : throw new ProblemException(PlanProblems.NoSuchRelease(named, good));
    }

    private static RollbackTarget? OnAll(IReadOnlyList<ServingHistory> histories, string release)
    {
        var found = histories.Select(h => h.OnDisk(release)).ToList();
        return found.Any(d => d is null || d.Manifest != found[0]!.Manifest)
            ? null
            : new(release, histories[0].OriginOf(release), [.. found.Select(d => d!)]);
    }
}
