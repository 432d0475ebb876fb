using Slipway.Deployments.Transactions;
using Slipway.EnvFiles;
using Slipway.Hosts;
using Slipway.Secrets;

namespace Slipway.Deployments.Releases;

/// <summary>The environment variables of a release: the stack's, the env file's over them, and ours.</summary>
public sealed class ReleaseVariables
{
    private readonly List<EnvEntry> _entries = [];

    /// <param name="env">Fingerprint of the release's env file on this machine; null = it has none.</param>
    /// <param name="defaults">The stack's, placeholders replaced.</param>
    public ReleaseVariables(HostLayout layout, string release, string? env, ReleaseDefaults defaults)
    {
        foreach (var (name, value) in defaults.Overridable)
            Set(name, new Secret(value));
        if (env is not null)
        {
            var file = EnvFile.Read(EnvFolder.PathOf(layout, env), defaults.Dialect);
            Secrets = [.. file.Secrets];
            foreach (var entry in file.Entries)
                Set(entry.Key, entry.Value);
        }

        foreach (var (name, value) in defaults.Places)
            Set(name, new Secret(value));
        Set("SLIPWAY_RELEASE", new Secret(release));
        Set("SLIPWAY_SOCKET", new Secret(layout.Socket(release)));
    }

    /// <summary>The values that must be hidden in output.</summary>
    public IReadOnlyList<Secret> Secrets { get; } = [];

    /// <summary>Those of the release that a transaction makes.</summary>
    public static ReleaseVariables Of(StepContext context) =>
        new(context.Layout, context.Plan.Release, context.Plan.Env, context.Plan.Variables);

    public Dictionary<string, string?> ToDictionary() => _entries.ToDictionary(v => v.Key, v => (string?)v.Value.Reveal());

    /// <summary>In systemd's EnvironmentFile syntax.</summary>
    public string ToSystemd() => EnvFile.ToSystemd(_entries);

    private void Set(string name, Secret value)
    {
        _entries.RemoveAll(v => v.Key == name);
        _entries.Add(new(name, value, 0));
    }
}
