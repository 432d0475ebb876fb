using Slipway.Problems;
using Slipway.Project.Yaml;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>The text that a dialect's reader works on, and what it found so far.</summary>
internal sealed class EnvScan
{
    /// <summary>Characters of all values together: Linux gives a process 2 MiB for its arguments and environment.</summary>
    public const int MaxTotal = 2 * 1024 * 1024;

    private readonly List<EnvEntry> _entries = [];
    private readonly Dictionary<string, EnvEntry?> _final = new(StringComparer.Ordinal);
    private readonly List<(Position At, Problem Problem)> _problems = [];
    private readonly List<int> _removed = [];
    private readonly LineMap _lines;
    private int _total;

    public EnvScan(string text, EnvLineEnds ends)
    {
        _lines = new(text);
        Text = ends == EnvLineEnds.AsTheyAre || !text.Contains('\r') ? text : Unix(text, ends);
    }

    /// <summary>With line ends as the program sees them.</summary>
    public string Text { get; }

    public bool Refused { get; private set; }

    /// <summary>Where the content starts, for a program that skips the byte order mark.</summary>
    public int AfterMark => Text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The value that a name has by now; null = unset.</summary>
    public string? Find(string key) => _final.GetValueOrDefault(key)?.Value.Reveal();

    public bool Has(string key) => _final.ContainsKey(key);

    public int FirstLineOf(string key) => _final[key]!.Line;

    public void Set(string key, string value, int keyAt, Range raw, EnvQuoting quoting)
    {
        if (!Fits(value.Length, keyAt))
            return;
        _total += value.Length;
        var at = PositionOf(keyAt);
        var entry = new EnvEntry(key, new(value), at.Line)
        {
            Column = at.Column, Quoting = quoting, Raw = After(raw.Start.Value)..After(raw.End.Value),
        };
        _entries.Add(entry);
        _final[key] = entry;
    }

    /// <summary>The name stands alone; the program unsets it.</summary>
    public void Unset(string key) => _final[key] = null;

    /// <summary>False, and the file is refused, when a value of this length has no room.</summary>
    public bool Fits(int length, int at)
    {
        if (length <= EnvFile.MaxVariableBytes && _total + length <= MaxTotal)
            return true;
        if (!Refused)
            Refuse(at, EnvProblems.TooMuch());
        return false;
    }

    /// <summary>The program leaves this out and goes on.</summary>
    public void Tell(int at, Problem problem) => _problems.Add((PositionOf(at), problem));

    /// <summary>The program takes nothing from the file.</summary>
    public void Refuse(int at, Problem problem)
    {
        Refused = true;
        Tell(at, problem);
    }

    public Position PositionOf(int at) => _lines.At(Origin(at));

    public EnvReading ToReading(EnvDialect dialect, string path)
    {
        var problems = _problems.DistinctBy(p => (p.At, p.Problem.Code)).OrderBy(p => p.At).ToList();
        return new()
        {
            Dialect = dialect,
            Entries = _entries,
            Final = Refused ? new Dictionary<string, EnvEntry>() : _final.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value!, StringComparer.Ordinal),
            Problems = [.. problems.Select(p => p.Problem with { Where = $"{path}:{p.At.Line}:{p.At.Column}", Exit = ExitCodes.Unreadable })],
            ProblemPositions = [.. problems.Select(p => p.At)],
            Refused = Refused,
        };
    }

    /// <summary>Index in the text as it was given.</summary>
    private int Origin(int at)
    {
        if (_removed.Count == 0)
            return at;
        var found = _removed.BinarySearch(at);
        return at + (found >= 0 ? found + 1 : ~found);
    }

    /// <summary>The same for an end: a CR that was removed stays outside.</summary>
    private int After(int end) => end == 0 ? 0 : Origin(end - 1) + 1;

    private string Unix(string text, EnvLineEnds ends)
    {
        var result = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\r')
                result[length++] = text[i];
            else if (i + 1 < text.Length && text[i + 1] == '\n')
                _removed.Add(length); // from the LF on everything has moved by one more
            else
                result[length++] = ends == EnvLineEnds.All ? '\n' : '\r';
        }

        return new(result, 0, length);
    }
}
