using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Steps;

namespace Slipway.Cli.Plans;

/// <summary>The migrations of a plan, for people and as data.</summary>
internal static class PlanMigrationText
{
    /// <summary>How many there are and what is known about them, in one line.</summary>
    public static string Line(DeployPlan plan)
    {
        if (plan.Migrations is not { } migrations || plan.Hosts.FirstOrDefault(h => h.Plan.Steps.OfType<MigrateStep>().Any()) is not { } host)
            return "none: the app has no way to migrate";
        var (count, destructive) = (migrations.New.Count, migrations.Destructive.Count);
        return migrations switch
        {
            { Known: false } => $"not known ahead, for `migrations: {{ files: … }}` names none: {host.Host} applies what it lists after the build ({string.Join(' ', host.Plan.Steps.OfType<MigrateStep>().First().List.Command)})",
            { First: true } => $"{count}, and none was applied yet: {host.Host} applies all that are pending, and none counts as destructive",
            _ when count == 0 => $"none new; {host.Host} refuses others that it finds pending",
            _ => $"{count} new{(destructive == 0 ? "" : $", {destructive} destructive")}; {host.Host} refuses others that it finds pending",
        };
    }

    /// <summary>One row for each migration, more where it has several risks.</summary>
    public static OutputTable Table(PlannedMigrations migrations) =>
        new(["MIGRATION", "FILE", "RISK"], [.. migrations.New.SelectMany(Rows)]);

    public static JsonNode? ToJson(PlannedMigrations? migrations) => migrations is null ? null : new JsonObject
    {
        ["known"] = migrations.Known,
        ["first"] = migrations.First,
        ["new"] = new JsonArray([.. migrations.New.Select(ToJson)]),
    };

    private static IEnumerable<IReadOnlyList<string>> Rows(PlannedMigration migration)
    {
        if (migration.File is null)
            return [[migration.Name, "none here", "not judged: a package brings it"]];
        if (migration.Risks.Count == 0)
            return [[migration.Name, migration.File]];
        return migration.Risks.Select((risk, i) => (IReadOnlyList<string>)[i == 0 ? migration.Name : "", $"{migration.File}:{risk.Line}", risk.Why]);
    }

    private static JsonNode ToJson(PlannedMigration migration)
    {
        var json = new JsonObject { ["name"] = migration.Name };
        if (migration.File is { } file)
            json["file"] = file;
        json["risks"] = new JsonArray([.. migration.Risks.Select(r => (JsonNode)new JsonObject { ["line"] = r.Line, ["why"] = r.Why })]);
        return json;
    }
}
