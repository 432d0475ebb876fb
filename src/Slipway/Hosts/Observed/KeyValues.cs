namespace Slipway.Hosts.Observed;

/// <summary>Lines of keys and values, as the kernel, systemd and os-release write them.</summary>
internal static class KeyValues
{
    /// <summary>The first value of each key, without blanks and quotes around it; a line that begins with # is a comment.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> lines, char separator) =>
        lines.Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(separator, 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0].Trim())
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim().Trim('"'));
}
