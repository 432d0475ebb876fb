namespace Slipway.Hosts.Observed.Ssh;

internal static class SshdReader
{
    private const string Main = "/etc/ssh/sshd_config";
    private const int MaxFiles = 100;
    private static readonly char[] Blanks = [' ', '\t', '='];

    public static async Task<SshdFact> ReadAsync(HostView host)
    {
        var settings = Settings(await host.OutputAsync("sshd", "-T"));
        var files = new List<SshdFile>();
        Read(Main, host, files);
        return new(settings, files);
    }

    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Settings(string output) => output.Split('\n')
        .Select(line => line.Split(' ', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0].ToLowerInvariant(), pair => pair[1].Trim())
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group]);

    /// <summary>An Include before all keys, as Debian's, makes the included files come first; one behind a key makes them come later.</summary>
    private static void Read(string path, HostView host, List<SshdFile> files)
    {
        if (files.Count >= MaxFiles || files.Any(file => file.Path == path))
            return;
        var (keys, included, hasMatch) = (new List<string>(), new List<string>(), false);
        var includesFirst = false;
        foreach (var line in host.Lines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            var key = words[0].ToLowerInvariant();
            hasMatch |= key == "match";
            if (key == "include")
            {
                includesFirst |= keys.Count == 0;
                included.AddRange(words.Skip(1).SelectMany(pattern => Expand(pattern.Trim('"'), host)));
            }
            else if (!hasMatch)
                keys.Add(key);
        }

        var own = new SshdFile(path, keys, hasMatch);
        if (!includesFirst)
            files.Add(own);
        foreach (var file in included)
            Read(file, host, files);
        if (includesFirst)
            files.Add(own);
    }

    private static IReadOnlyList<string> Expand(string pattern, HostView host)
    {
        var path = Path.GetFullPath(pattern, "/etc/ssh");
        return host.Entries(Path.GetDirectoryName(path)!, Path.GetFileName(path));
    }
}
