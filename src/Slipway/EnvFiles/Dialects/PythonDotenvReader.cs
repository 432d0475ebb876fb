using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// The rules of python-dotenv (read in 0.21 and 1.0): a line that it cannot read is left out with a line in the log;
/// <c>${NAME}</c> and <c>${NAME:-default}</c> are replaced in every value, single quotes included; the byte order mark is text.
/// </summary>
internal sealed class PythonDotenvReader(EnvScan scan)
{
    private readonly string _text = scan.Text;
    private int _at;

    public void Read()
    {
        while (_at < _text.Length)
        {
            while (_at < _text.Length && IsSpace(_text[_at]))
                _at++;
            if (_at < _text.Length)
                Statement();
        }
    }

    private void Statement()
    {
        var start = _at;
        if (!Binding(start))
            _at = EndOfLine(_at);
        if (_at < _text.Length && _text[_at] == '\n')
            _at++;
    }

    /// <summary>False, with a problem told, when the rest of the line is to be skipped.</summary>
    private bool Binding(int start)
    {
        if (_text.AsSpan(_at).StartsWith("export") && SkipBlanks(_at + 6) is var after && after > _at + 6)
            _at = after;
        var keyAt = _at;
        if (Key() is not { } key)
            return Fail(start, EnvProblems.NoAssignment());
        _at = SkipBlanks(_at);
        string? value = null;
        var valueAt = _at;
        if (_at < _text.Length && _text[_at] == '=')
        {
            valueAt = _at = SkipBlanks(_at + 1);
            if ((value = Value()) is null)
                return Fail(valueAt, EnvProblems.Open(_text[valueAt]));
        }

        var end = _at;
        var rest = SkipBlanks(_at);
        if (rest < _text.Length && _text[rest] == '#')
            rest = EndOfLine(rest);
        if (rest < _text.Length && _text[rest] != '\n')
            return Fail(value is null ? start : rest, value is null ? EnvProblems.NoAssignment() : EnvProblems.AfterQuote(ProblemKey(key)));
        _at = rest;
        if (key.Length > 0)
            Assign(key, value, keyAt, valueAt, end);
        return true;
    }

    private void Assign(string key, string? value, int keyAt, int valueAt, int end)
    {
        if (value is null)
            scan.Unset(key);
        else if (Expand(value, keyAt) is { } expanded)
            scan.Set(key, expanded, keyAt, valueAt..end, valueAt == end ? EnvQuoting.Plain : _text[valueAt] switch { '\'' => EnvQuoting.SingleQuotes, '"' => EnvQuoting.DoubleQuotes, _ => EnvQuoting.Plain });
    }

    /// <summary>Empty for a comment, null when there is none.</summary>
    private string? Key()
    {
        var start = _at;
        if (_at == _text.Length)
            return null;
        if (_text[_at] == '#')
            return "";
        if (_text[_at] == '\'')
        {
            var end = _text.IndexOf('\'', _at + 1);
            if (end < _at + 2)
                return null;
            _at = end + 1;
            return _text[(start + 1)..end];
        }

        while (_at < _text.Length && _text[_at] is not ('=' or '#') && !IsSpace(_text[_at]))
            _at++;
        return _at == start ? null : _text[start.._at];
    }

    private string? Value()
    {
        if (_at == _text.Length || _text[_at] == '\n')
            return "";
        if (_text[_at] is '\'' or '"')
            return Quoted(_text[_at]);
        var line = _text.AsSpan(_at, EndOfLine(_at) - _at);
        var part = line;
        for (var hash = line.IndexOf('#'); hash >= 0; hash = line[(hash + 1)..].IndexOf('#') is >= 0 and var more ? hash + 1 + more : -1)
        {
            if (hash == 0 || !IsSpace(line[hash - 1]))
                continue;
            part = line[..hash];
            break;
        }

        while (part.Length > 0 && IsSpace(part[^1]))
            part = part[..^1];
        var value = part.ToString();
        _at += value.Length;
        return value;
    }

    /// <summary>Up to the first quote without a backslash before it; when there is none, up to the last one with.</summary>
    private string? Quoted(char quote)
    {
        var close = ClosingQuote.First(_text, _at + 1, quote) is >= 0 and var first ? first : ClosingQuote.Last(_text, _at + 1, quote);
        if (close < 0)
            return null;
        var value = Unescaped(_text.AsSpan(_at + 1, close - _at - 1), quote);
        _at = close + 1;
        return value;
    }

    private static string Unescaped(ReadOnlySpan<char> text, char quote)
    {
        if (!text.Contains('\\'))
            return text.ToString();
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var meant = text[i] != '\\' || i + 1 == text.Length ? null : text[i + 1] switch
            {
                '\\' => '\\', '\'' => '\'',
                'a' when quote == '"' => '\a', 'b' when quote == '"' => '\b', 'f' when quote == '"' => '\f', 'n' when quote == '"' => '\n',
                'r' when quote == '"' => '\r', 't' when quote == '"' => '\t', 'v' when quote == '"' => '\v', '"' when quote == '"' => '"',
                _ => (char?)null,
            };
            value.Append(meant ?? text[i]);
            if (meant is not null)
                i++;
        }

        return value.ToString();
    }

    private string? Expand(string value, int at)
    {
        var open = value.IndexOf("${", StringComparison.Ordinal);
        if (open < 0)
            return value;
        var result = new StringBuilder();
        var done = 0;
        var (stop, brace) = (-1, -1);
        while (open >= 0)
        {
            if (stop < open + 2)
                stop = value.AsSpan(open + 2).IndexOfAny(':', '}') is >= 0 and var s ? open + 2 + s : int.MaxValue;
            if (stop == int.MaxValue)
                break;
            var hasDefault = value[stop] == ':' && stop + 1 < value.Length && value[stop + 1] == '-';
            if (hasDefault && brace < stop + 2)
                brace = value.IndexOf('}', stop + 2) is >= 0 and var b ? b : int.MaxValue;
            var end = value[stop] == '}' ? stop : hasDefault && brace != int.MaxValue ? brace : -1;
            if (end >= 0)
            {
                result.Append(value, done, open - done)
                    .Append(scan.Find(value[(open + 2)..stop]) ?? (hasDefault && !scan.Has(value[(open + 2)..stop]) ? value[(stop + 2)..end] : ""));
                done = end + 1;
                if (!scan.Fits(result.Length, at))
                    return null;
            }

            var next = end >= 0 ? done : open + 1;
            open = next < value.Length ? value.IndexOf("${", next, StringComparison.Ordinal) : -1;
        }

        return result.Append(value, done, value.Length - done).ToString();
    }

    private bool Fail(int at, Problems.Problem problem)
    {
        scan.Tell(at, problem);
        return false;
    }

    private static string ProblemKey(string key) => EnvFile.IsKey(key) ? key : "?";

    private int EndOfLine(int at) => _text.IndexOf('\n', at) is >= 0 and var found ? found : _text.Length;

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] != '\n' && IsSpace(_text[at]))
            at++;
        return at;
    }

    /// <summary>What Python's \s matches.</summary>
    internal static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';
}
