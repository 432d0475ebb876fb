using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>
/// Brings a host back to the others that had made a release ready, heard no commit and undid by itself, while the others committed:
/// the release stands whole on its disk and is started, proven and switched to again. Pure: looks at nothing, changes nothing.
/// </summary>
public static class RejoinPlanner
{
    /// <summary>Why a host undoes what the others may have committed. A host that failed for a reason of its own is left to the next deploy.</summary>
    private static readonly string[] NotItsFault = [TransactionProblems.CommitNotHeardCode, TransactionProblems.InterruptedCode];

    /// <returns>A plan for each host that is behind, to be applied one by one; empty when none is.</returns>
    public static IReadOnlyList<DeployPlan> Plan(AppEnvironment environment, IReadOnlyList<HostTarget> hosts, PlanOptions options) =>
        [.. hosts.Select(h => Behind(h, hosts) is { } release ? Rejoin(environment, h, release, options) : null).OfType<DeployPlan>()];

    /// <summary>The release that the host should serve because another one committed it in the same transaction; null when it is not behind.</summary>
    private static ReleaseDescription? Behind(HostTarget host, IReadOnlyList<HostTarget> hosts)
    {
        var lost = host.State.Transactions.LastOrDefault(t => hosts.Any(other => Committed(other, t)));
        return lost is { Outcome: TransactionOutcome.Undone, Committed: false }
            && host.State.Serving == lost.Previous
            && lost.Done.Contains("switch")
            && NotItsFault.Contains(lost.Problem?.Code)
            && !WasTriedAgain(host, lost)
            ? host.State.Releases.FirstOrDefault(r => r.Release == lost.Release)
            : null;
    }

    private static bool Committed(HostTarget other, TransactionRecord transaction) =>
        other.State.Serving == transaction.Release && other.State.Transactions.Any(t => t.Id == transaction.Id && t.Committed);

    /// <summary>Once by itself; what fails then needs a person and a deploy.</summary>
    private static bool WasTriedAgain(HostTarget host, TransactionRecord lost) =>
        host.State.Transactions.SkipWhile(t => t.Id != lost.Id).Skip(1).Any(t => t.Release == lost.Release);

    private static DeployPlan Rejoin(AppEnvironment environment, HostTarget host, ReleaseDescription description, PlanOptions options)
    {
        var planner = new HostPlanner(environment, host, options)
        {
            Transaction = HostPlanner.NewTransaction(),
            Kind = "rejoin",
            Coordinated = false,
        };
        var steps = new StepPlanner(environment, host, description.Settings, []) { Description = description, Site = description.Site, Made = true };
        return new DeployPlan
        {
            Environment = environment.Name,
            Release = description.Release,
            Hosts = [new PlannedHost(host.Name, planner.Plan(description, steps.Plan()))],
        };
    }
}
