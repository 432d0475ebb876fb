using System.Text;
using Slipway.Problems;

namespace Slipway.Project;

/// <summary>One pass over the text of an env file; after a problem it goes on with the next line.</summary>
internal sealed class EnvReader(string text, ProblemList problems)
{
    private readonly List<EnvEntry> _entries = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly string _text = text.Replace("\r\n", "\n");
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _valueEnd;

    public IReadOnlyList<EnvEntry> Read()
    {
        while (_at < _text.Length)
        {
            SkipBlanks();
            if (!AtEndOfLine && _text[_at] != '#')
                Assignment();
            NextLine();
        }

        return _entries;
    }

    /// <summary>Why a process cannot get this variable through systemd; null when it can.</summary>
    public static string? Fault(string key, string value) =>
        !IsKey(key) ? "the name is not valid"
        : value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? "it contains a control character other than line feed and tab"
        : value.EnumerateRunes().Any(r => r == Rune.ReplacementChar) && HasLoneSurrogate(value) ? "it is not valid Unicode"
        : Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value) + 2 > EnvFile.MaxVariableBytes + 1 ? "it is longer than 128 KiB"
        : null;

    private bool AtEndOfLine => _at >= _text.Length || _text[_at] == '\n';

    private void Assignment()
    {
        var (line, start) = (_line, _at);
        if (Key() is not { } key)
            return;
        if (!IsKey(key))
        {
            Report(start, EnvProblems.Key());
            return;
        }

        SkipBlanks();
        var valueAt = _valueEnd = _at;
        var value = AtEndOfLine ? "" : _text[_at] switch { '\'' => Single(key), '"' => Double(key), _ => Plain(key) };
        if (value is null)
            return;
        if (Fault(key, value) is { } fault)
            problems.Add(new(line, valueAt - LineStartOf(valueAt) + 1), EnvProblems.Unusable(key, fault));
        else if (!_lines.TryAdd(key, line))
            problems.Add(new(line, start - LineStartOf(start) + 1), EnvProblems.Duplicate(key, _lines[key]));
        else
            _entries.Add(new(key, new(value), line) { Raw = valueAt.._valueEnd });
    }

    /// <summary>The name before the equals sign, without <c>export</c>; null (told) when there is no equals sign.</summary>
    private string? Key()
    {
        var rest = _text.AsSpan(_at);
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        var equals = line.IndexOf('=');
        if (equals < 0)
        {
            Report(_at, EnvProblems.NoAssignment());
            return null;
        }

        var name = line[..equals].Trim(' ').Trim('\t');
        if (name.StartsWith("export ") || name.StartsWith("export\t"))
            name = name[7..].TrimStart(" \t");
        _at += equals + 1;
        return name.TrimEnd(" \t").ToString();
    }

    private string? Single(string key)
    {
        var rest = _text.AsSpan(_at + 1);
        var end = rest.IndexOfAny('\'', '\n');
        if (end < 0 || rest[end] == '\n')
            return Report(_at, EnvProblems.Open('\''));
        _at += end + 2;
        _valueEnd = _at;
        return EndOfValue(key) ? rest[..end].ToString() : null;
    }

    private string? Double(string key)
    {
        var value = new StringBuilder();
        var (open, sound) = (_at, true);
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            var c = _text[_at];
            if (c == '\\')
                sound &= Escape(key, value);
            else if (c == '$' && Next == '{')
                sound = Report(_at, EnvProblems.Interpolation(key)) is not null;
            else
                value.Append(c);
            if (_at < _text.Length && _text[_at] == '\n')
                NewLine();
        }

        if (_at >= _text.Length)
        {
            Rewind(open);
            return Report(open, EnvProblems.Open('"'));
        }

        _valueEnd = ++_at;
        return EndOfValue(key) && sound ? value.ToString() : null;
    }

    private bool Escape(string key, StringBuilder value)
    {
        var meant = Next switch { '"' => "\"", '\\' => "\\", '$' => "$", 'n' => "\n", 't' => "\t", _ => null };
        if (meant is null)
            Report(_at, EnvProblems.Escape(key));
        value.Append(meant);
        _at++;
        return meant is not null;
    }

    private string? Plain(string key)
    {
        var rest = _text.AsSpan(_at);
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        var start = _at;
        var comment = line.StartsWith('#') ? 0 : BlankBeforeHash(line);
        var value = (comment < 0 ? line : line[..comment]).TrimEnd(" \t");
        _valueEnd = start + value.Length;
        _at += line.Length;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '$' && i + 1 < value.Length && value[i + 1] == '{')
                return Report(start + i, EnvProblems.Interpolation(key));
            if (value[i] is ' ' or '\t' or '\\' or '#')
                return Report(start + i, EnvProblems.NeedsQuotes(key, value[i] switch { '\\' => "a backslash", '#' => "#", _ => "blanks" }));
        }

        return value.ToString();
    }

    private static int BlankBeforeHash(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(" #");
        var tab = line.IndexOf("\t#");
        return at < 0 ? tab : tab < 0 ? at : Math.Min(at, tab);
    }

    /// <summary>After a closing quote only blanks and a comment may follow.</summary>
    private bool EndOfValue(string key)
    {
        var quote = _at;
        SkipBlanks();
        if (AtEndOfLine || (_text[_at] == '#' && _at > quote))
            return true;
        Report(_at, EnvProblems.AfterQuote(key));
        return false;
    }

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= 256 && !char.IsAsciiDigit(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private int LineStartOf(int at) => at == 0 ? 0 : _text.LastIndexOf('\n', at - 1) + 1;

    private string? Report(int at, Problem problem)
    {
        problems.Add(new(_line, at - _lineStart + 1), problem);
        return null;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\t'))
            _at++;
    }

    private void NextLine()
    {
        while (!AtEndOfLine)
            _at++;
        NewLine();
        _at++;
    }

    private void NewLine() => (_line, _lineStart) = (_line + 1, _at + 1);

    private void Rewind(int at)
    {
        _line -= _text.AsSpan(at, _text.Length - at).Count('\n');
        (_at, _lineStart) = (at, LineStartOf(at));
    }
}
