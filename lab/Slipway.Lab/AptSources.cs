namespace Slipway.Lab;

/// <summary>Where this machine gets Debian's packages from; the machines of the lab use the same.</summary>
internal static class AptSources
{
    private const string Release = "bookworm";

    /// <summary>The archive that has the release itself.</summary>
    public static string Mirror => All().FirstOrDefault(s => s.Suite == Release).Uri
        ?? throw new LabException($"No source for Debian {Release} in /etc/apt: the lab's machines are made from it.");

    /// <summary>All of the release's suites, as lines of a sources.list.</summary>
    public static string Text => string.Concat(All().Select(s => $"deb {s.Uri} {s.Suite} main\n"));

    private static List<(string Uri, string Suite)> All()
    {
        var sources = new List<(string Uri, string Suite)>();
        foreach (var file in Files("*.sources"))
            foreach (var block in File.ReadAllText(file).Split("\n\n"))
                sources.AddRange(Words(block, "Suites:").SelectMany(suite => Words(block, "URIs:").Select(uri => (uri, suite))));
        foreach (var file in Files("*.list").Append("/etc/apt/sources.list").Where(File.Exists))
            foreach (var line in File.ReadLines(file).Where(l => l.StartsWith("deb ", StringComparison.Ordinal)))
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !w.StartsWith('[') && !w.EndsWith(']')).ToList() is [_, var uri, var suite, ..])
                    sources.Add((uri, suite));
        return [.. sources.Where(s => s.Suite == Release || s.Suite.StartsWith(Release + "-", StringComparison.Ordinal)).Distinct()];
    }

    private static string[] Files(string pattern) =>
        Directory.Exists("/etc/apt/sources.list.d") ? [.. Directory.EnumerateFiles("/etc/apt/sources.list.d", pattern).Order()] : [];

    private static string[] Words(string block, string key) =>
        block.Split('\n').FirstOrDefault(l => l.StartsWith(key, StringComparison.OrdinalIgnoreCase)) is { } line
            ? line[key.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];
}
