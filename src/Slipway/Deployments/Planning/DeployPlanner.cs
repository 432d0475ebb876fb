using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>Makes the plan of a deploy from what is here and what was found on the hosts. Looks at nothing but the text of new migrations, changes nothing.</summary>
public static class DeployPlanner
{
    public static DeployPlan Plan(ReleaseSource source, IReadOnlyList<HostTarget> hosts, PlanOptions options)
    {
        var number = hosts.Max(h => h.State.LastReleaseNumber) + 1;
        var release = $"{number}-{source.Manifest.Id.ToString()[..8]}";
        var transaction = HostPlanner.NewTransaction();
        var migrations = MigrationPlanner.Plan(source, hosts, options);
        var planned = hosts.Select(h => new PlannedHost(h.Name, PlanHost(source, h, hosts.Count > 1, release, transaction, migrations, options))).ToList();
        var envs = hosts.Select(h => PlannedEnv.Of(h, source.Env, source.EnvEntries)).ToList();
        var same = planned.Zip(hosts).All(p => Serving(p.Second)?.Identity == p.First.Plan.Identity);
        return new DeployPlan
        {
            Environment = source.Environment.Name,
            Hosts = planned,
            Release = release,
            Migrations = migrations,
            Envs = envs,
            Notes = PlanNotes.Of(source, hosts, envs, migrations),
            NothingToDo = same && !options.Force,
        };
    }

    internal static ReleaseDescription? Serving(HostTarget host) =>
        host.State.Releases.FirstOrDefault(r => r.Release == host.State.Serving);

    private static HostPlan PlanHost(ReleaseSource source, HostTarget host, bool coordinated, string release, string transaction, PlannedMigrations? migrations, PlanOptions options)
    {
        var (environment, recipe) = (source.Environment, source.Recipe);
        var values = Placeholders.For(host.Layout, release, host.State.Programs);
        var settings = RecipeSettings.Of(environment, recipe);
        var env = source.Env is { } text ? EnvFolder.Fingerprint(text) : host.State.Env;
        var site = RecipeSettings.Site(environment, recipe, host);
        var health = host.IsWeb ? RecipeSettings.Health(environment, recipe) : null;
        var description = new ReleaseDescription
        {
            Release = release,
            Manifest = source.Manifest.Id.ToString(),
            Env = env,
            Identity = ReleaseIdentity.Of(source.Manifest.Id.ToString(), env, settings, site, health),
            Stack = recipe.Stack,
            Requires = recipe.Requires,
            Database = recipe.Migration is null ? null : recipe.Database,
            Site = site,
            Commit = source.Identity?.Commit,
            DirtyFiles = source.Identity?.DirtyFiles ?? 0,
            Processes = RecipeSettings.Processes(environment, recipe, host),
            Health = health,
            Variables = RecipeSettings.Variables(settings, values),
            Mutable = [.. settings.Shared, .. settings.Writable],
            Settings = settings,
        };
        var data = new DataPlanner(environment.Drain);
        var steps = new StepPlanner(environment, host, settings, RecipeSettings.Build(settings, values))
        {
            Description = description,
            Files = settings.Files.ToDictionary(f => f.Key, f => Placeholders.Resolve(f.Value, values)),
            Site = site,
            Data = host.Migrates ? data.Plan(recipe, values, migrations)
                : migrations is { Freezes: true } ? [data.FreezeAhead()] : [],
        };
        return new HostPlanner(environment, host, options) { Transaction = transaction, Kind = "deploy", Coordinated = coordinated }.Plan(description, steps.Plan());
    }
}
