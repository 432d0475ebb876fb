using Slipway.Deployments.Transactions;
using Slipway.Project;
using Slipway.Secrets;

namespace Slipway.Deployments.Releases;

/// <summary>The environment variables of a release: the stack's, the env file's over them, and ours.</summary>
public sealed class ReleaseVariables
{
    private readonly List<KeyValuePair<string, Secret>> _values = [];

    public static ReleaseVariables Of(StepContext context)
    {
        var all = new ReleaseVariables();
        foreach (var (name, value) in context.Plan.Variables)
            all.Set(name, new Secret(value));
        if (EnvText(context) is { } text)
            foreach (var entry in EnvFile.Parse(text.Reveal(), EnvPath(context)!).Entries)
                all.Set(entry.Key, entry.Value);
        all.Set("SLIPWAY_RELEASE", new Secret(context.Plan.Release));
        all.Set("SLIPWAY_SOCKET", new Secret(context.Layout.Socket(context.Plan.Release)));
        return all;
    }

    /// <summary>The release's env file as it was given; null when it has none.</summary>
    public static Secret? EnvText(StepContext context) =>
        EnvPath(context) is { } path ? new Secret(File.ReadAllText(path)) : null;

    /// <summary>Values of the env file only: what must be hidden in output.</summary>
    public static IReadOnlyList<Secret> Secrets(StepContext context) =>
        EnvText(context) is { } text ? [.. EnvFile.Parse(text.Reveal(), EnvPath(context)!).Entries.Select(e => e.Value)] : [];

    public Dictionary<string, string?> ToDictionary() =>
        _values.ToDictionary(v => v.Key, v => (string?)v.Value.Reveal());

    /// <summary>In systemd's EnvironmentFile syntax.</summary>
    public string ToSystemd() => EnvFile.ToSystemd(_values);

    private static string? EnvPath(StepContext context) =>
        context.Plan.Env is { } env ? Path.Combine(context.Layout.Env, env + ".env") : null;

    private void Set(string name, Secret value)
    {
        _values.RemoveAll(v => v.Key == name);
        _values.Add(new(name, value));
    }
}
