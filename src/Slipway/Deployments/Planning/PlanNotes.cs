using Slipway.Deployments.Gates;
using Slipway.Preparation;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Planning;

/// <summary>What a person should know before saying yes to a plan.</summary>
internal static class PlanNotes
{
    private const string NoDump = "; services.database is not set, so there is no dump: an undo leaves the data as the migrations made it";

    public static IReadOnlyList<string> Of(ReleaseSource source, IReadOnlyList<HostTarget> hosts, IReadOnlyList<PlannedEnv> envs, PlannedMigrations? migrations)
    {
        var notes = new List<string>();
        if (source.Identity is { Dirty: true } identity)
            notes.Add($"the working tree differs from commit {identity.Commit?[..8]} in {identity.DirtyFiles} {(identity.DirtyFiles == 1 ? "file" : "files")}; the release is made from the working tree");
        foreach (var despite in hosts.Select(h => ServingFindings.RecordOf(h)?.Despite).OfType<DespiteChecks>().Select(d => d.ToString()).Distinct())
            notes.Add($"the release that serves was deployed {despite}");
        foreach (var env in envs)
            notes.AddRange(EnvNotes(source, env));
        notes.AddRange(DanglingLinks.Told(source.Manifest, RecipeSettings.Of(source.Environment, source.Recipe)));
        notes.AddRange(ChangedSettings.Of(source.Environment, source.Recipe, hosts));
        if (migrations is { DestructiveAllowed: true })
            notes.Add(Freeze(migrations) + (migrations.Freezes && source.Recipe.Database is null ? NoDump : ""));
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

    private static IEnumerable<string> EnvNotes(ReleaseSource source, PlannedEnv env)
    {
        if (env.Kind == PlannedEnvKind.Kept)
            yield return $"{env.Host}: no local .env.{source.Environment.Name}: the host's env is kept";
        else if (env.Line is { } line)
            yield return $"{env.Host}: {line}";
        foreach (var key in env.Changes.Where(c => c is { Here: not null, There: not null }).Select(c => c.Key).Where(k => !k.Contains("PASSWORD", StringComparison.Ordinal)))
            if (OwnSecret.Of(key, source.Recipe.Stack) is { } secret)
                yield return $"{env.Host}: {key} changes. {secret.Breaks}";
    }
}
