namespace Slipway.Checks.Env;

/// <summary>An env file's variables, in the order of the file.</summary>
/// <param name="File">Relative to the project.</param>
public sealed record EnvContent(string File, IReadOnlyList<EnvVariable> Variables)
{
    private readonly Dictionary<string, EnvVariable> _byKey = Variables.GroupBy(v => v.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    public EnvVariable? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Those of the keys that are set, in the order of the keys.</summary>
    public IEnumerable<EnvVariable> Of(params IEnumerable<string> keys) => keys.Select(Find).OfType<EnvVariable>();
}
