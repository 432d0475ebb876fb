using System.Text.Json.Nodes;
using Slipway.Deployments.Planning;

namespace Slipway.Cli.Plans;

/// <summary>The env of a plan as data.</summary>
internal static class PlanEnvText
{
    public static JsonArray ToJson(IReadOnlyList<PlannedEnv> envs) => new([.. envs.Select(e => (JsonNode)ToJson(e))]);

    public static JsonObject ToJson(EnvChange change)
    {
        var json = new JsonObject { ["key"] = change.Key, ["change"] = change.Word };
        if (change.Here is { } here)
            json["here"] = here;
        if (change.There is { } there)
            json["there"] = there;
        return json;
    }

    private static JsonObject ToJson(PlannedEnv env)
    {
        var json = new JsonObject
        {
            ["host"] = env.Host,
            ["state"] = env.Kind.ToString().ToLowerInvariant(),
            ["keys"] = new JsonArray([.. env.Changes.Select(c => (JsonNode)ToJson(c))]),
        };
        if (env.Reason is { } reason)
            json["reason"] = reason;
        return json;
    }
}
