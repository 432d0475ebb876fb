using Slipway.Deployments.Gates;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Planning;

/// <summary>
/// Makes the plan of a rollback: a new release from the content, settings and site of an old one, which the hosts have. The same
/// steps as a deploy's, without an upload. Pure: looks at nothing, changes nothing.
/// </summary>
public sealed class RollbackPlanner(AppEnvironment environment, IReadOnlyList<HostTarget> hosts, RollbackTarget target)
{
    /// <summary>The env of the new release on each host, in the order of the hosts: the old one, with present credentials in it.</summary>
    public required IReadOnlyList<EnvMergeReply> Envs { get; init; }

    /// <summary>Take the data back too.</summary>
    public bool WithData { get; init; }

    /// <exception cref="ProblemException">The data is to be taken back and there is no dump of it.</exception>
    public DeployPlan Plan(PlanOptions options)
    {
        var number = hosts.Max(h => h.State.LastReleaseNumber) + 1;
        var release = $"{number}-{target.Descriptions[0].Manifest[..8]}";
        var transaction = HostPlanner.NewTransaction();
        var data = Data();
        if (WithData && (data.DumpOf is null || target.Descriptions.All(d => d.Database is null)))
            throw new ProblemException(PlanProblems.NoDump(target.Release));
        var planned = hosts.Select((h, i) => new PlannedHost(h.Name, PlanHost(h, i, release, transaction, data, options))).ToList();
        return new DeployPlan
        {
            Environment = environment.Name,
            Hosts = planned,
            Release = release,
            Notes = RollbackNotes.Of(environment, target, Envs, data, WithData),
            NothingToDo = !WithData && hosts.Select((h, i) => IsServed(h, planned[i].Plan, i)).All(served => served),
        };
    }

    private bool IsServed(HostTarget host, HostPlan plan, int index) => DeployPlanner.Serving(host) is { } serving
        && (serving.Release == target.Descriptions[index].Release && Envs[index].Fingerprint == serving.Env || serving.Identity == plan.Identity);

    private HostPlan PlanHost(HostTarget host, int index, string release, string transaction, DataHistory data, PlanOptions options)
    {
        var description = Describe(host, index, release);
        var settings = description.Settings;
        var values = Values(host, index, release);
        var steps = new StepPlanner(environment, host, settings, RecipeSettings.Build(settings, values))
        {
            Description = description,
            Files = settings.Files.ToDictionary(f => f.Key, f => Placeholders.Resolve(f.Value, values)),
            Site = description.Site,
            Upload = false,
            Data = WithData ? DataSteps(host, description, data) : [],
        };
        return new HostPlanner(environment, host, options) { Transaction = transaction, Kind = "rollback", Coordinated = hosts.Count > 1 }
            .Plan(description, steps.Plan()) with { Gate = ServingFindings.RecordOf(host, target.Release) };
    }

    private ReleaseDescription Describe(HostTarget host, int index, string release)
    {
        var (old, env) = (target.Descriptions[index], Envs[index].Fingerprint);
        var present = DeployPlanner.Serving(host)?.Site ?? [];
        var own = SiteFiles.ShapeOf(old.Site, host.Layout) is null ? RollbackSite.WithShape(old.Site, host.Layout, () => PresentSite(present, host)) : old.Site;
        var site = RollbackSite.Of(own, present);
        return old with
        {
            Release = release,
            RollbackOf = target.Origin,
            Env = env,
            OriginalEnv = old.OriginalEnv ?? old.Env,
            Identity = ReleaseIdentity.Of(old.Manifest, env, old.Settings, site),
            Site = site,
            Variables = RecipeSettings.Variables(old.Settings, Values(host, index, release)),
        };
    }

    private string PresentSite(IReadOnlyList<SiteFile> present, HostTarget host) =>
        SiteFiles.ShapeOf(present, host.Layout) is not null
            ? present.First(f => f.Path == NginxSite.AvailablePath(host.Layout)).Text
            : NginxSite.Render(environment, host.Layout, RecipeSettings.Facts(environment, host));

    private IReadOnlyDictionary<string, string> Values(HostTarget host, int index, string release) =>
        Placeholders.For(host.Layout, release, host.State.ReleasePrograms.GetValueOrDefault(target.Descriptions[index].Release));

    private DataHistory Data() => hosts.FirstOrDefault(h => h.Migrates) is { } host
        ? DataHistory.Since(host.State.Transactions, target.Origin, host.State.Dumps)
        : new([], null);

    private IReadOnlyList<Step> DataSteps(HostTarget host, ReleaseDescription description, DataHistory data)
    {
        var planner = new DataPlanner(environment.Drain);
        return host.Migrates && description.Database is { } database ? planner.Restore(database, data.DumpOf!) : [planner.FreezeAhead()];
    }
}
