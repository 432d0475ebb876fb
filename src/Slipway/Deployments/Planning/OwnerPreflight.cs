using Slipway.Deployments.Owners;
using Slipway.Deployments.Sessions;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>What the host knows of who owns what, against what the project file says now.</summary>
internal static class OwnerPreflight
{
    public static IEnumerable<Problem> Judge(AppEnvironment environment, HostTarget host)
    {
        foreach (var user in host.State.ChangedUsers)
            yield return OwnerProblems.UserChanged(host.Name, host.State.Owner!, user);
        foreach (var other in Rivals(environment, host))
            yield return OwnerProblems.SiteOfAnother(host.Name, host.Layout, other, [.. other.Owner.Names.Intersect(environment.Served)]);
    }

    /// <summary>Sites with a name of ours that are not of an app that <see cref="Judge"/> tells of.</summary>
    public static IReadOnlyList<OtherSite> SitesByHand(AppEnvironment environment, HostTarget host)
    {
        var told = Rivals(environment, host).Select(r => $"/slipway-{r.Owner.Key}.conf:").ToList();
        return [.. host.State.OtherSites.Where(s => !told.Any(t => s.Where.Contains(t, StringComparison.Ordinal)))];
    }

    private static IEnumerable<Neighbour> Rivals(AppEnvironment environment, HostTarget host) =>
        host.State.Neighbours.Where(n => n.Serving is not null && n.Owner.Names.Intersect(environment.Served).Any());
}
