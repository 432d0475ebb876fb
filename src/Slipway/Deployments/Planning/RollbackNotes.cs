using Slipway.Deployments.Sessions;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>What a person should know before saying yes to a rollback.</summary>
internal static class RollbackNotes
{
    public static IReadOnlyList<string> Of(AppEnvironment environment, RollbackTarget target, IReadOnlyList<EnvMergeReply> envs, DataHistory data, bool withData)
    {
        var notes = new List<string>();
        var kept = envs.SelectMany(e => e.Kept).Distinct().Order(StringComparer.Ordinal).ToList();
        if (kept.Count > 0)
            notes.Add($"the env is that of {target.Origin}; changed since and kept as they are now: {string.Join(", ", kept)} (--old-secrets brings the old ones back)");
        var canGoBack = target.Descriptions.Any(d => d.Database is not null);
        if (withData && canGoBack)
            notes.Add($"the data goes back to the dump from before {data.DumpOf}; the present data is dumped first; visitors get 503 until the soak has ended");
        else if (data.Migrations.Count > 0)
            notes.Add($"migrations ran since {target.Origin}: {string.Join(", ", data.Migrations)}; schema and data stay as they are"
                + (canGoBack ? $". To take the data back too: slipway rollback {environment.Name} {target.Release} --data" : ""));
        else if (canGoBack)
            notes.Add($"no migrations ran since {target.Origin}: the data stays");
        return notes;
    }
}
