using Slipway.EnvFiles;

namespace Slipway.Deployments.Releases;

/// <summary>The stack's variables of a release.</summary>
public sealed record ReleaseDefaults
{
    /// <summary>By whose rules the release's env file is read.</summary>
    public EnvDialect Dialect { get; init; }

    /// <summary>The env file's value wins over these.</summary>
    public IReadOnlyDictionary<string, string> Overridable { get; init; } = new Dictionary<string, string>();

    /// <summary>These name places of the release (its socket, its folders) and win over the env file.</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();
}
