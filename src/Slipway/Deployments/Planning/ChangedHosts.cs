using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>Hosts that left the list, and roles that left a host: what goes on there, and how it is ended.</summary>
internal static class ChangedHosts
{
    public static IEnumerable<string> Of(AppEnvironment environment, IReadOnlyList<HostTarget> hosts)
    {
        var before = hosts.Select(h => h.State.Owner?.Hosts ?? []).FirstOrDefault(known => known.Count > 0) ?? [];
        foreach (var left in before.Where(b => !environment.Hosts.Any(h => Address(h.ToString()) == Address(b.Name))))
            yield return $"{left.Name} is no longer in `hosts`: its release goes on there ({string.Join(", ", left.Roles)}) and is not asked. To end it, there: {End(hosts[0])}";
        foreach (var host in hosts.Where(h => !h.IsWeb && DeployPlanner.Serving(h)?.Health is not null))
            yield return $"{host.Name} no longer has the role web: its web process stops after the switch, its site stays and answers 502. To end that, there: {EndSite(host.Layout)}";
        foreach (var host in hosts.Where(h => !h.IsWorker))
            if (Workers(host) is { Count: > 0 } workers)
                yield return $"{host.Name} no longer has the role worker: {string.Join(", ", workers)} stop there at the switch";
        if (before.FirstOrDefault(b => b.Roles.Contains("migrate")) is { } migrated && hosts.FirstOrDefault(h => h.Migrates) is { } migrates && Address(migrated.Name) != Address(migrates.Name))
            yield return $"migrations now run on {migrates.Name}: dumps made so far, and what is known of migrations, stay on {migrated.Name}";
    }

    private static IReadOnlyList<string> Workers(HostTarget host) =>
        [.. DeployPlanner.Serving(host)?.Processes.Where(p => !p.IsWeb).Select(p => p.Name) ?? []];

    private static string End(HostTarget like)
    {
        var layout = like.Layout;
        var older = DeployPlanner.Serving(like)?.Processes.Where(p => p.Unit is null).Select(p => $"'{p.UnitOn(layout)}@*'") ?? [];
        string[] units = [$"'{layout.UnitName("*")}'", .. older];
        return $"sudo systemctl stop {string.Join(' ', units)} && sudo systemctl disable slipway-recover@{layout.Key}.service && {EndSite(layout)}";
    }

    private static string EndSite(HostLayout layout) => $"sudo rm -f /etc/nginx/sites-enabled/slipway-{layout.Key}.conf && sudo systemctl reload nginx";

    /// <summary>Without the user: another login does not make another host.</summary>
    private static string Address(string host) => host[(host.IndexOf('@') + 1)..];
}
