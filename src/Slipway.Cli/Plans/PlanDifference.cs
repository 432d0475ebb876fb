using System.Text.Json;
using Slipway.Deployments;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Problems;

namespace Slipway.Cli.Plans;

/// <summary>Says in words why a plan is no longer the one that was approved.</summary>
internal static class PlanDifference
{
    public static Problem Told(string project, string approved, DeployPlan now) =>
        PlanProblems.Differs(approved, now.Id, PlanFolder.Load(project, approved) is { } then ? Between(then, now.Hosts) : null);

    /// <returns>One line each; never empty for plans that differ.</returns>
    public static IReadOnlyList<string> Between(IReadOnlyList<PlannedHost> then, IReadOnlyList<PlannedHost> now)
    {
        if (!then.Select(h => h.Host).SequenceEqual(now.Select(h => h.Host)))
            return [$"hosts: {string.Join(", ", then.Select(h => h.Host))} → {string.Join(", ", now.Select(h => h.Host))}"];
        var lines = new List<string>();
        if (Content(then[0].Plan) != Content(now[0].Plan))
            lines.Add($"content: {Content(then[0].Plan)} → {Content(now[0].Plan)} (files of the project changed)");
        foreach (var (before, after) in then.Zip(now))
            lines.AddRange(Between(before.Plan, after.Plan).Select(line => $"{after.Host}: {line}"));
        return lines;
    }

    private static IEnumerable<string> Between(HostPlan then, HostPlan now)
    {
        var before = (then.Env, then.Previous, then.JournalHead, Migrations(then));
        if (then.Env != now.Env)
            yield return $"env: {then.Env ?? "none"} → {now.Env ?? "none"}";
        if (then.Previous != now.Previous)
            yield return $"serving release: {then.Previous ?? "none"} → {now.Previous ?? "none"}";
        if (then.JournalHead != now.JournalHead)
            yield return $"journal: entry {then.JournalHead} → {now.JournalHead} (another command ran)";
        if (Migrations(then) is { } shown && Migrations(now) is { } found && shown != found)
            yield return $"migrations: {shown} → {found}";
        if (before == (now.Env, now.Previous, now.JournalHead, Migrations(now)) && Content(then) == Content(now) && Text(then) != Text(now))
            yield return "settings: slipway.yaml, options of the command, programs or certificates on the host changed";
    }

    private static string Content(HostPlan plan) => plan.Steps.OfType<TreeStep>().FirstOrDefault()?.Manifest is { Length: > 8 } manifest ? manifest[..8] : "none";

    /// <summary>Null when they are not known ahead.</summary>
    private static string? Migrations(HostPlan plan) => plan.Steps.OfType<MigrateStep>().FirstOrDefault()?.Approved is { } names
        ? names.Count == 0 ? "none" : string.Join(", ", names)
        : null;

    private static string Text(HostPlan plan) =>
        JsonSerializer.Serialize(plan with { Transaction = "", Who = "", Gate = null, Hold = null }, DeploymentsJson.Default.HostPlan);
}
