using Slipway.Deployments.Releases;
using Slipway.EnvFiles;
using Slipway.Secrets;

namespace Slipway.Deployments.Planning;

/// <summary>What a plan does to the env of one host, by key names and fingerprints.</summary>
/// <param name="Host">Name in the project file.</param>
/// <param name="Changes">By key; of a new env all keys.</param>
public sealed record PlannedEnv(string Host, PlannedEnvKind Kind, IReadOnlyList<EnvChange> Changes)
{
    /// <summary>Why the host's env cannot be read.</summary>
    public string? Reason { get; init; }

    /// <param name="text">The local env file; null = the host's is kept.</param>
    /// <param name="entries">What the app reads in it.</param>
    public static PlannedEnv Of(HostTarget host, Secret? text, IReadOnlyList<EnvEntry> entries)
    {
        var state = host.State;
        if (text is null)
            return new(host.Name, state.Env is null ? PlannedEnvKind.None : PlannedEnvKind.Kept, []);
        if (state.Env == EnvFolder.Fingerprint(text))
            return new(host.Name, PlannedEnvKind.Same, []);
        if (state.EnvProblem is { } reason)
            return new(host.Name, PlannedEnvKind.Unreadable, []) { Reason = reason };
        var changes = Between(host.EnvFingerprints.Of(entries), state.EnvKeys);
        return new(host.Name, state.Env is null ? PlannedEnvKind.New : changes.Count > 0 ? PlannedEnvKind.Changed : PlannedEnvKind.Rewritten, changes);
    }

    private static List<EnvChange> Between(IReadOnlyDictionary<string, string> here, IReadOnlyDictionary<string, string> there) =>
    [
        .. here.Keys.Union(there.Keys).Order(StringComparer.Ordinal)
            .Select(key => new EnvChange(key, here.GetValueOrDefault(key), there.GetValueOrDefault(key)))
            .Where(change => change.Here != change.There),
    ];

    /// <summary>One line without values; null when nothing changes.</summary>
    public string? Line => Kind switch
    {
        PlannedEnvKind.New => $"env is new ({Changes.Count} {(Changes.Count == 1 ? "key" : "keys")})",
        PlannedEnvKind.Rewritten => "env differs in comments or order only",
        PlannedEnvKind.Unreadable => $"the env there cannot be read ({Reason}), so its keys cannot be compared; it is replaced",
        PlannedEnvKind.Changed => "env changes: " + string.Join("; ", Changes.GroupBy(c => c.Word).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {string.Join(", ", g.Select(c => c.Key))}")),
        _ => null,
    };
}
