using Slipway.Hosts.Observed.Disk;
using Slipway.Processes;

namespace Slipway.Hosts.Observed.Accounts;

internal static class SudoReader
{
    private const string Main = "/etc/sudoers";
    private const int MaxFiles = 200;
    private static readonly string[] NoRules = ["Defaults", "User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"];

    public static async Task<SudoFact> ReadAsync(HostView host)
    {
        if (!host.Exists(Main))
            throw new UnknownFactException($"{Main} does not exist: sudo is not installed");
        var checking = CheckAsync(host);
        var files = new List<string>();
        var rules = new List<SudoRule>();
        Read(Main, host, files, rules);
        var check = await checking;
        return new(
            [.. files.Select(file => FilesReader.Look(file, false, host))], rules,
            check?.Succeeded, check is { Succeeded: false } ? check.LastWords.Split('\n')[0] : null);
    }

    private static async Task<CommandResult?> CheckAsync(HostView host)
    {
        try
        {
            return await host.RunAsync("visudo", "-c");
        }
        catch (UnknownFactException)
        {
            return null;
        }
    }

    private static void Read(string path, HostView host, List<string> files, List<SudoRule> rules)
    {
        if (files.Contains(path) || files.Count >= MaxFiles)
            return;
        files.Add(path);
        foreach (var (number, line) in Joined(host.Lines(path)))
        {
            if (line.Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var first, var rest])
                continue;
            if (first is "@include" or "#include")
                Read(Path.GetFullPath(rest, Path.GetDirectoryName(path)!), host, files, rules);
            else if (first is "@includedir" or "#includedir")
                ReadFolder(Path.GetFullPath(rest, Path.GetDirectoryName(path)!), host, files, rules);
            else if (first[0] != '#' && !NoRules.Any(word => first.StartsWith(word, StringComparison.Ordinal)))
                rules.Add(new($"{path}:{number}", first, rest));
        }
    }

    /// <summary>As sudo: not what ends with ~ or has a dot in its name.</summary>
    private static void ReadFolder(string folder, HostView host, List<string> files, List<SudoRule> rules)
    {
        foreach (var file in host.Entries(folder).Where(f => !Path.GetFileName(f.AsSpan()).Contains('.') && !f.EndsWith('~')))
            Read(file, host, files, rules);
    }

    /// <summary>A backslash at the end of a line takes the next one along; users may have blanks after their commas.</summary>
    private static IEnumerable<(int Number, string Line)> Joined(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var (number, line) = (i + 1, lines[i]);
            while (line.EndsWith('\\') && i + 1 < lines.Count)
                line = $"{line[..^1]} {lines[++i].TrimStart()}";
            yield return (number, line.Replace(", ", ",").Trim());
        }
    }
}
