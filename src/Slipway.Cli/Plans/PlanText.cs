using Slipway.Cli.Output;
using Slipway.Deployments.Planning;

namespace Slipway.Cli.Plans;

/// <summary>A plan for people: what goes where, in which order.</summary>
internal static class PlanText
{
    public static void Tell(DeployPlan plan, ReleaseSource source, IReadOnlyList<HostTarget> hosts, IOutput output)
    {
        output.Line($"{source.Environment.App} {plan.Release} to {plan.Environment}");
        output.Table(new OutputTable([], Facts(plan, source, hosts)));
        if (plan.Migrations is { New.Count: > 0 } migrations)
            output.Table(PlanMigrationText.Table(migrations));
        foreach (var note in plan.Notes)
            output.Line($"note: {note}");
        output.Table(new OutputTable(hosts.Count > 1 ? ["PHASE", "STEP", "HOSTS"] : ["PHASE", "STEP"], Steps(plan)));
    }

    private static List<IReadOnlyList<string>> Facts(DeployPlan plan, ReleaseSource source, IReadOnlyList<HostTarget> hosts)
    {
        var manifest = source.Manifest;
        var rows = new List<IReadOnlyList<string>>
        {
            new[] { "content", $"{Quantity.Count(manifest.Entries.Count, "file")}, {Quantity.Bytes(manifest.TotalSize)}; what a host has already is not sent" },
        };
        if (source.Identity is { } identity)
            rows.Add(["commit", identity.Commit is { } commit ? commit[..Math.Min(8, commit.Length)] + (identity.Dirty ? $" and {Quantity.Count(identity.DirtyFiles, "changed file")}" : "") : "no commit yet"]);
        rows.AddRange(hosts.Select(h => (IReadOnlyList<string>)["host", $"{h.Name} ({string.Join(", ", h.Roles)}), {(h.State.Serving is { } serving ? $"{serving} serves" : "nothing deployed yet")}"]));
        rows.Add(["migrations", PlanMigrationText.Line(plan)]);
        return rows;
    }

    /// <summary>In the order of the first host that has a step; hosts are named where not all have it.</summary>
    private static List<IReadOnlyList<string>> Steps(DeployPlan plan)
    {
        var order = plan.Hosts.SelectMany(h => h.Plan.Steps).DistinctBy(s => s.Id).OrderBy(s => s.Phase).ToList();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var step in order)
        {
            var on = plan.Hosts.Where(h => h.Plan.Steps.Any(s => s.Id == step.Id)).Select(h => h.Host).ToList();
            var phase = rows.Count > 0 && order[rows.Count - 1].Phase == step.Phase ? "" : step.Phase.ToString().ToLowerInvariant();
            rows.Add(plan.Hosts.Count == 1 ? [phase, step.Title] : [phase, step.Title, on.Count == plan.Hosts.Count ? "all" : string.Join(", ", on)]);
        }

        return rows;
    }
}
