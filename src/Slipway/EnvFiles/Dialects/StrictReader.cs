using System.Text;
using Slipway.Problems;

namespace Slipway.EnvFiles.Dialects;

/// <summary>What all programs read alike, and nothing else; after a problem it goes on with the next line.</summary>
internal sealed class StrictReader(EnvScan scan)
{
    private readonly string _text = scan.Text;
    private int _at = scan.AfterMark;
    private int _valueEnd;

    public void Read()
    {
        while (_at < _text.Length)
        {
            SkipBlanks();
            if (!AtEndOfLine && _text[_at] != '#')
                Assignment();
            NextLine();
        }
    }

    private bool AtEndOfLine => _at >= _text.Length || _text[_at] == '\n';

    private void Assignment()
    {
        var start = _at;
        if (Key() is not { } key)
            return;
        if (!EnvFile.IsKey(key))
        {
            Report(start, EnvProblems.Key());
            return;
        }

        SkipBlanks();
        var valueAt = _valueEnd = _at;
        var value = AtEndOfLine ? "" : _text[_at] switch { '\'' => Single(key), '"' => Double(key), _ => Plain(key) };
        if (value is null)
            return;
        if (EnvFile.Fault(key, value) is { } fault)
            scan.Tell(valueAt, EnvProblems.Unusable(key, fault));
        else if (scan.Has(key))
            scan.Tell(start, EnvProblems.Duplicate(key, scan.FirstLineOf(key)));
        else
            scan.Set(key, value, start, valueAt.._valueEnd, QuotingAt(valueAt));
    }

    private EnvQuoting QuotingAt(int at) =>
        at == _text.Length ? EnvQuoting.Plain : _text[at] switch { '\'' => EnvQuoting.SingleQuotes, '"' => EnvQuoting.DoubleQuotes, _ => EnvQuoting.Plain };

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
        }

        if (_at >= _text.Length)
        {
            _at = open;
            return Report(open, EnvProblems.Open('"'));
        }

        _valueEnd = ++_at;
        return EndOfValue(key) && sound ? value.ToString() : null;
    }

    private bool Escape(string key, StringBuilder value)
    {
        var meant = Next switch { '"' => "\"", '\\' => "\\", '$' => "$", 'n' => "\n", 't' => "\t", _ => null };
        if (meant is null)
            Report(_at, EnvProblems.Escape(key, "\\\\ \\\" \\$ \\n \\t"));
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

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private string? Report(int at, Problem problem)
    {
        scan.Tell(at, problem);
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
        _at++;
    }
}
