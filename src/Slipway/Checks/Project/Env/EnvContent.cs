using Slipway.EnvFiles;

namespace Slipway.Checks.Project.Env;

/// <summary>An env file's variables, in the order of the file.</summary>
/// <param name="File">Relative to the project.</param>
public sealed record EnvContent(string File, IReadOnlyList<EnvVariable> Variables)
{
    private readonly Dictionary<string, EnvVariable> _byKey = Variables.GroupBy(v => v.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    /// <summary>By whose rules it was read.</summary>
    public EnvDialect Dialect { get; init; }

    /// <summary>Lines that other programs would read differently.</summary>
    public IReadOnlyList<EnvDifference> Differences { get; init; } = [];

    /// <summary>Keys that are set more than once, with their lines.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<int> Lines)> Twice { get; init; } = [];

    public EnvVariable? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Those of the keys that are set, in the order of the keys.</summary>
    public IEnumerable<EnvVariable> Of(params IEnumerable<string> keys) => keys.Select(Find).OfType<EnvVariable>();
}
