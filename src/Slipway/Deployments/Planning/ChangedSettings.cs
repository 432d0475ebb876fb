using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>
/// Settings that changed since the last deploy and do not simply follow: what stays behind, what goes on, what must be done by hand.
/// docs/changed-settings.md has the whole table.
/// </summary>
internal static class ChangedSettings
{
    /// <summary>One line for each, for people.</summary>
    public static IReadOnlyList<string> Of(AppEnvironment environment, StackRecipe recipe, IReadOnlyList<HostTarget> hosts) =>
    [
        .. Names(environment, hosts),
        .. ChangedHosts.Of(environment, hosts),
        .. hosts.SelectMany(h => DeployPlanner.Serving(h) is { } serving ? On(environment, recipe, h, serving) : []).Distinct(),
    ];

    private static IEnumerable<string> Names(AppEnvironment environment, IReadOnlyList<HostTarget> hosts)
    {
        var gone = hosts.SelectMany(h => h.State.Owner?.Names ?? []).Distinct().Except(environment.Served).ToList();
        if (gone.Count > 0)
            yield return $"{string.Join(", ", gone)}: no longer served from the switch on; what answers there then is not asked";
    }

    private static IEnumerable<string> On(AppEnvironment environment, StackRecipe recipe, HostTarget host, ReleaseDescription serving)
    {
        if (serving.Stack != recipe.Stack)
            yield return $"the stack was {serving.Stack} and is {recipe.Stack}";
        if (serving.Database is { } database && database != recipe.Database)
            yield return $"the database was {database} and is {recipe.Database ?? "none"}: its data is not moved; dumps made so far are of {database}";
        foreach (var worker in serving.Processes.Where(p => !p.IsWeb).Select(p => p.Name).Except(recipe.Workers.Select(w => w.Name)))
            yield return $"worker {worker} is no longer wanted: it stops at the switch";
        foreach (var folder in serving.Settings.Shared.Except(recipe.Shared))
            yield return $"{folder} is no longer shared: its data stays in {host.Layout.Shared}/{folder}, and the new release begins with what it ships";
        foreach (var folder in recipe.Shared.Except(serving.Settings.Shared))
            yield return $"{folder} is shared from now on, beginning with what the release ships; what {serving.Release} wrote stays in {host.Layout.Release(serving.Release)}/{folder}";
    }
}
