using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Deployments;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Files;

namespace Slipway.Cli.Plans;

/// <summary>The plans that were printed, in <c>.slipway/plans/</c>: so that a later deploy can say what has changed since.</summary>
internal static partial class PlanFolder
{
    private const int Kept = 20;

    /// <summary>The shape of <c>plan --json</c> and of the kept file.</summary>
    public static JsonObject ToJson(DeployPlan plan)
    {
        var json = new JsonObject
        {
            ["id"] = plan.Id,
            ["release"] = plan.Release,
            ["nothingToDo"] = plan.NothingToDo,
            ["notes"] = new JsonArray([.. plan.Notes.Select(n => (JsonNode)n)]),
        };
        if (PlanMigrationText.ToJson(plan.Migrations) is { } migrations)
            json["migrations"] = migrations;
        if (plan.Envs.Count > 0)
            json["env"] = PlanEnvText.ToJson(plan.Envs);
        json["hosts"] = new JsonArray([.. plan.Hosts.Select(h => (JsonNode)new JsonObject
        {
            ["host"] = h.Host,
            ["plan"] = JsonSerializer.SerializeToNode(h.Plan, DeploymentsJson.Default.HostPlan),
        })]);
        return json;
    }

    public static void Save(string project, DeployPlan plan)
    {
        var folder = Folder(project);
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, plan.Id + ".json"), ToJson(plan).ToJsonString(), FileModes.Secret);
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles("*.json").OrderByDescending(f => f.LastWriteTimeUtc).Skip(Kept).ToList())
            old.Delete();
    }

    /// <returns>Null when it is not kept here or cannot be read.</returns>
    public static IReadOnlyList<PlannedHost>? Load(string project, string id)
    {
        if (!Id().IsMatch(id))
            return null;
        try
        {
            var hosts = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder(project), id + ".json")))!["hosts"]!.AsArray();
            return [.. hosts.Select(h => new PlannedHost((string)h!["host"]!, h["plan"].Deserialize(DeploymentsJson.Default.HostPlan)!))];
        }
        catch (Exception e) when (e is IOException or JsonException or NullReferenceException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Folder(string project) => Path.Combine(project, ".slipway", "plans");

    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex Id();
}
