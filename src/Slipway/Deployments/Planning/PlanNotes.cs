using Slipway.Deployments.Releases;
using Slipway.Preparation;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Planning;

/// <summary>What a person should know before saying yes to a plan.</summary>
internal static class PlanNotes
{
    public static IReadOnlyList<string> Of(ReleaseSource source, IReadOnlyList<HostTarget> hosts, PlannedMigrations? migrations)
    {
        var notes = new List<string>();
        if (source.Identity is { Dirty: true } identity)
            notes.Add($"the working tree differs from commit {identity.Commit?[..8]} in {identity.DirtyFiles} {(identity.DirtyFiles == 1 ? "file" : "files")}; the release is made from the working tree");
        foreach (var host in hosts)
            notes.AddRange(EnvNotes(source, host));
        if (migrations is { DestructiveAllowed: true })
            notes.Add(Freeze(migrations));
        if (hosts.Any(h => h.IsWeb) && NginxSite.WantsTls(source.Environment) && hosts.Any(h => !h.State.FilesFound.Contains(RecipeSettings.CertificateOf(source.Environment)!.Value.Chain)))
            notes.Add("there is no certificate on the host yet: the site answers over HTTP only until there is one");
        return notes;
    }

    private static string Freeze(PlannedMigrations migrations) => migrations switch
    {
        { Freezes: false, First: true } => "--allow-destructive: nothing can be lost yet, so visitors are not kept out",
        { Freezes: false } => "--allow-destructive: no new migration is destructive, so visitors are not kept out",
        { Known: false } => "--allow-destructive: visitors get 503 from the dump to the end of the soak, for the migrations are not known ahead",
        _ => $"--allow-destructive: visitors get 503 from the dump to the end of the soak, for {string.Join(", ", migrations.Destructive.Select(m => m.Name))}",
    };

    private static IEnumerable<string> EnvNotes(ReleaseSource source, HostTarget host)
    {
        if (source.EnvKeys is not { } keys)
        {
            if (host.State.Env is not null)
                yield return $"{host.Name}: no local .env.{source.Environment.Name}: the host's env is kept";
            yield break;
        }

        if (host.State.Env == EnvFolder.Fingerprint(source.Env!))
            yield break;
        var added = keys.Keys.Except(host.State.EnvKeys.Keys).Order().ToList();
        var removed = host.State.EnvKeys.Keys.Except(keys.Keys).Order().ToList();
        var changed = keys.Where(k => host.State.EnvKeys.TryGetValue(k.Key, out var old) && old != k.Value).Select(k => k.Key).Order().ToList();
        if (host.State.Env is null)
            yield return $"{host.Name}: env is new ({keys.Count} keys)";
        else if (added.Count + removed.Count + changed.Count == 0)
            yield return $"{host.Name}: env differs in comments or order only";
        else
            yield return $"{host.Name}: env changes:{List(" added ", added)}{List(" changed ", changed)}{List(" removed ", removed)}";
        foreach (var key in changed.Where(k => !k.Contains("PASSWORD", StringComparison.Ordinal)))
            if (OwnSecret.Of(key, source.Recipe.Stack) is { } secret)
                yield return $"{host.Name}: {key} changes. {secret.Breaks}";
    }

    private static string List(string word, IReadOnlyList<string> keys) => keys.Count == 0 ? "" : word + string.Join(", ", keys);
}
