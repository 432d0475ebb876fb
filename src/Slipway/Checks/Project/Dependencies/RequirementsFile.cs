using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Requirements files of pip, with those that they include.</summary>
internal static class RequirementsFile
{
    private const int DeepestInclude = 5;

    /// <summary>What the file and its includes ask for, in order.</summary>
    public static IReadOnlyList<Wanted> Read(ProjectFolder folder, string path, bool dev)
    {
        var wanted = new List<Wanted>();
        Read(folder, path, dev, wanted, 0);
        return wanted;
    }

    /// <summary>One version and no other: <c>==1.2.3</c>, or a file or address that is named.</summary>
    public static bool IsPinned(Wanted wanted) => (wanted.Range.StartsWith("==", StringComparison.Ordinal) && !wanted.Range.Contains('*')) || wanted.Range.StartsWith('@');

    private static void Read(ProjectFolder folder, string path, bool dev, List<Wanted> wanted, int depth)
    {
        if (depth > DeepestInclude || folder.Text(path) is not { } text)
            return;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var start = i;
            var line = lines[i].TrimEnd('\r');
            while (line.EndsWith('\\') && i + 1 < lines.Length)
                line = line[..^1] + lines[++i].TrimEnd('\r');
            line = Plain(line);
            if (Included(line) is { } other)
                Read(folder, Beside(path, other), dev, wanted, depth + 1);
            else if (line.Length > 0 && !line.StartsWith('-') && !line.Contains("://", StringComparison.Ordinal) && PythonNames.Split(line) is { Name.Length: > 0 } named)
                wanted.Add(new Wanted(named.Name, named.Range, dev, $"{path}:{start + 1}"));
        }
    }

    private static string Plain(string line)
    {
        var comment = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
        line = comment < 0 ? line : line[..comment];
        var options = line.IndexOf(" --", StringComparison.Ordinal);
        return (options < 0 ? line : line[..options]).Trim();
    }

    private static string? Included(string line)
    {
        foreach (var option in (ReadOnlySpan<string>)["-r ", "--requirement ", "--requirement="])
            if (line.StartsWith(option, StringComparison.Ordinal))
                return line[option.Length..].Trim();
        return null;
    }

    private static string Beside(string path, string other)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var joined = Path.GetFullPath(Path.Combine("/", folder, other));
        return joined[1..];
    }
}
