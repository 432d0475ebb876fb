using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Project;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Planning;

/// <summary>What a person should know before saying yes to a rollback.</summary>
internal static class RollbackNotes
{
    private const string ServerName = "server_name ";

    public static IReadOnlyList<string> Of(
        AppEnvironment environment, IReadOnlyList<HostTarget> hosts, RollbackTarget target, IReadOnlyList<EnvMergeReply> envs, DataHistory data, bool withData)
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
        notes.AddRange(Names(environment, target));
        notes.AddRange(hosts.Zip(target.Descriptions).SelectMany(p => Roles(p.First, p.Second)));
        return notes;
    }

    /// <summary>A site goes back as it was, with its names.</summary>
    private static IEnumerable<string> Names(AppEnvironment environment, RollbackTarget target)
    {
        var now = NginxSite.Names(environment);
        var then = target.Descriptions.SelectMany(d => d.Site).SelectMany(f => f.Text.Split('\n')).Select(l => l.Trim())
            .Where(l => l.StartsWith(ServerName, StringComparison.Ordinal)).SelectMany(l => l[ServerName.Length..].TrimEnd(';').Split(' ')).Distinct().ToList();
        if (then.Count > 0 && now.Except(then).ToList() is { Count: > 0 } gone)
            yield return $"{string.Join(", ", gone)}: not served by {target.Origin}; the site answers to {string.Join(", ", then)} again";
    }

    private static IEnumerable<string> Roles(HostTarget host, ReleaseDescription old)
    {
        if (host.IsWeb && old.Health is null)
            yield return $"{host.Name} had no role web with {old.Release}: it answers nobody after the rollback";
        if (host.IsWorker && old.Processes.All(p => p.IsWeb) && DeployPlanner.Serving(host)?.Processes.Any(p => !p.IsWeb) == true)
            yield return $"{host.Name} had no workers with {old.Release}: none run there after the rollback";
    }
}
