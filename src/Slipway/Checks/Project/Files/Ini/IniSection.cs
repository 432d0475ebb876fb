namespace Slipway.Checks.Project.Files.Ini;

/// <summary>A section of an ini file and its settings, in order; a key may come again.</summary>
internal sealed record IniSection(string Name, IReadOnlyList<IniSetting> Settings)
{
    /// <summary>The last value of a key; null when it is not set.</summary>
    public IniSetting? Find(string key) => Settings.LastOrDefault(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase));

    public string? Text(string key) => Find(key)?.Value;
}
