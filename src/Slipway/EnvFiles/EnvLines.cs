namespace Slipway.EnvFiles;

/// <summary>The lines of an env file, and what in one of them programs may read differently.</summary>
internal sealed class EnvLines(string text, EnvReading own)
{
    private readonly string[] _lines = text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');

    private readonly Dictionary<int, EnvEntry> _first = own.Entries.GroupBy(e => e.Line).ToDictionary(g => g.Key, g => g.First());
    private readonly HashSet<int> _wrong = [.. own.ProblemPositions.Select(p => p.Line)];

    /// <summary>The first variable of a line, as the app's reader sees it.</summary>
    public EnvEntry? EntryAt(int line) => _first.GetValueOrDefault(line);

    /// <summary>The app's reader itself has a problem there.</summary>
    public bool IsWrong(int line) => _wrong.Contains(line);

    /// <summary>Told from the text of the line, the likeliest reason first.</summary>
    public EnvDifferenceKind KindAt(int line)
    {
        var content = line <= _lines.Length ? _lines[line - 1] : "";
        var entry = EntryAt(line);
        var raw = entry is null ? content : text[entry.Raw];
        return content.StartsWith('\uFEFF') ? EnvDifferenceKind.Mark
            : entry is null ? EnvDifferenceKind.NoAssignment
            : raw.AsSpan().IndexOfAny('\n', '\r') >= 0 ? EnvDifferenceKind.MultiLine
            : content.AsSpan().TrimStart().StartsWith("export") && !entry.Key.StartsWith("export", StringComparison.Ordinal) ? EnvDifferenceKind.Export
            : !EnvFile.IsKey(entry.Key) ? EnvDifferenceKind.Name
            : raw.Contains('$') ? EnvDifferenceKind.Interpolation
            : raw.Contains('\\') ? EnvDifferenceKind.Escape
            : content.Contains('#') ? EnvDifferenceKind.Comment
            : raw.AsSpan().IndexOfAny('\'', '"', '`') >= 0 && !content.TrimEnd().Contains("= ") ? EnvDifferenceKind.Quotes
            : content.AsSpan().IndexOfAny(' ', '\t') >= 0 ? EnvDifferenceKind.Blanks
            : EnvDifferenceKind.Other;
    }
}
