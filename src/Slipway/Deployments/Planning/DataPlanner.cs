using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>The steps that touch data: dump before migrations; with destructive ones visitors are kept out from the dump to the end of the soak.</summary>
/// <param name="drain">The longest that requests which visitors have begun are waited for before the dump, where it matters.</param>
internal sealed class DataPlanner(TimeSpan drain)
{
    public const string MigrateId = "migrate";

    private static readonly TimeSpan ListDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ApplyDeadline = TimeSpan.FromHours(2);

    public IReadOnlyList<Step> Plan(StackRecipe recipe, IReadOnlyDictionary<string, string> values, PlannedMigrations? planned)
    {
        var steps = new List<Step>();
        if (recipe.Migration is not { } migration || planned is null)
            return steps;
        if (planned.Freezes)
            steps.Add(Freeze());
        if (recipe.Database is { } database)
            steps.Add(Protect(database));
        steps.Add(new MigrateStep
        {
            Id = MigrateId,
            Title = "apply pending migrations",
            Phase = Phase.Data,
            List = new BuildCommand("list migrations", Placeholders.Resolve(migration.List, values), [], ListDeadline),
            Apply = new BuildCommand("migrate", Placeholders.Resolve(migration.Run, values), [], ApplyDeadline),
            Form = migration.Parse,
            Frozen = planned.Freezes && recipe.Database is not null,
            Approved = planned.Approved,
        });
        return steps;
    }

    /// <summary>Of <c>rollback --data</c>: visitors are kept out, the present data is dumped, the old data takes its place.</summary>
    public IReadOnlyList<Step> Restore(string database, string dumpOf) =>
    [
        Freeze(),
        Protect(database),
        new RestoreStep(database, dumpOf) { Id = "restore", Title = $"restore the data from before {dumpOf}", Phase = Phase.Data },
    ];

    /// <summary>On a host that does not migrate: it is frozen before another one begins with the data.</summary>
    public Step FreezeAhead() => Freeze() with { Phase = Phase.Prepare, DataIsElsewhere = true };

    private FreezeStep Freeze() => new(drain) { Id = "freeze", Title = "keep visitors out (503) until the soak has ended", Phase = Phase.Data };

    private static ProtectStep Protect(string database) => new(database) { Id = "protect", Title = $"dump the {database} database", Phase = Phase.Data };
}
