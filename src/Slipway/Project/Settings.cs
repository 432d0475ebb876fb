using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Keys with their values as read. A key whose value was refused is present without a value, so that it is not told to be missing.</summary>
internal sealed class Settings(Position at)
{
    private readonly Dictionary<string, Setting?> _values = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public static Settings None => new(Position.Start);

    public Position At { get; } = at;

    /// <summary>Names with values, in the order of the file.</summary>
    public IEnumerable<(string Name, Setting Setting)> Entries =>
        _order.Where(name => _values[name] is not null).Select(name => (name, _values[name]!));

    public void Set(string key, Setting? value)
    {
        if (!_values.ContainsKey(key))
            _order.Add(key);
        _values[key] = value;
    }

    /// <summary>Written in the file, sound or not.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    public Setting? Find(string key) => _values.GetValueOrDefault(key);

    public Position Place(string key) => Find(key)?.At ?? At;

    public string? Text(string key) => Find(key)?.Value as string;

    public T Get<T>(string key, T fallback) => Find(key)?.Value is T value ? value : fallback;

    public Settings Nested(string key) => Find(key)?.Value as Settings ?? None;

    public IReadOnlyList<Setting> List(string key) => Find(key)?.Value as IReadOnlyList<Setting> ?? [];

    public IReadOnlyList<T> List<T>(string key) => [.. List(key).Select(s => s.Value).OfType<T>()];

    /// <summary>
    /// These settings, with those of <paramref name="defaults"/> for absent keys. Settings with fixed keys
    /// (<paramref name="merged"/>) are taken together key by key; lists and named values replace each other whole.
    /// </summary>
    public Settings Over(Settings defaults, IReadOnlySet<string> merged)
    {
        var result = new Settings(At);
        foreach (var key in _order)
        {
            var both = merged.Contains(key) && Find(key)?.Value is Settings && defaults.Find(key)?.Value is Settings;
            result.Set(key, both ? new(Nested(key).Over(defaults.Nested(key), merged), Place(key)) : Find(key));
        }

        foreach (var key in defaults._order.Where(key => !Has(key)))
            result.Set(key, defaults.Find(key));
        return result;
    }
}
