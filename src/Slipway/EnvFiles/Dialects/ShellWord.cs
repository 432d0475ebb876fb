using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>One word of a shell, as the value of an assignment: no field splitting, no file names.</summary>
/// <param name="argument">It is an argument of <c>export</c>: some shells split and expand those.</param>
internal sealed class ShellWord(EnvScan scan, int start, bool argument)
{
    /// <summary>Variables that a shell has of its own.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "PATH", "PWD", "OLDPWD", "IFS", "PS1", "PS2", "PS4", "OPTIND", "OPTARG", "PPID", "HOME", "LINENO", "RANDOM", "SECONDS", "UID", "SHLVL", "_",
    };

    private readonly string _text = scan.Text;
    private readonly StringBuilder _value = new();
    private readonly HashSet<EnvQuoting> _parts = [];
    private readonly int _start = start;
    private int _at = start;

    public string Value => _value.ToString();

    public int End => _at;

    public EnvQuoting Quoting => _parts.Count switch { 0 => EnvQuoting.Plain, 1 => _parts.First(), _ => EnvQuoting.Mixed };

    /// <summary>False, and the file is refused, when the value cannot be told.</summary>
    public bool Read()
    {
        while (_at < _text.Length && !ShellReader.EndsWord(_text[_at]))
        {
            var c = _text[_at];
            _parts.Add(c switch { '\'' => EnvQuoting.SingleQuotes, '"' => EnvQuoting.DoubleQuotes, _ => EnvQuoting.Plain });
            var read = c switch
            {
                '\'' => Single(),
                '"' => Double(),
                '\\' => Escape(),
                '$' => !argument ? Dollar(inQuotes: false) : Refuse(_at),
                '&' or '|' or '<' or '>' or '(' or ')' or '`' => Refuse(_at),
                '~' when _at == _start || _text[_at - 1] == ':' => Refuse(_at),
                '~' or '*' or '?' or '[' when argument => Refuse(_at),
                _ => Append(c),
            };
            if (!read || !scan.Fits(_value.Length, _start))
                return false;
        }

        return true;
    }

    private bool Append(char c)
    {
        _value.Append(c);
        _at++;
        return true;
    }

    private bool Single()
    {
        var end = _text.IndexOf('\'', _at + 1);
        if (end < 0)
            return Refuse(_at, EnvProblems.Open('\''));
        _value.Append(_text, _at + 1, end - _at - 1);
        _at = end + 1;
        return true;
    }

    private bool Double()
    {
        var open = _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            var c = _text[_at];
            if (!(c == '`' ? Refuse(_at) : c == '$' ? Dollar(inQuotes: true) : c == '\\' ? EscapeInQuotes() : Append(c)) || !scan.Fits(_value.Length, _start))
                return false;
        }

        return _at++ < _text.Length || Refuse(open, EnvProblems.Open('"'));
    }

    private bool Escape()
    {
        if (_at + 1 == _text.Length)
            return Refuse(_at);
        if (_text[_at + 1] != '\n')
            _value.Append(_text[_at + 1]);
        _at += 2;
        return true;
    }

    private bool EscapeInQuotes()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        if (next is not ('$' or '`' or '"' or '\\' or '\n'))
            return Append('\\');
        if (next != '\n')
            _value.Append(next);
        _at += 2;
        return true;
    }

    private bool Dollar(bool inQuotes)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        if (next is '(' or '*' or '@' or '#' or '?' or '-' or '$' or '!' or '\\' || char.IsAsciiDigit(next) || (!inQuotes && next is '\'' or '"'))
            return Refuse(_at);
        if (next == '{')
            return Braces();
        var end = EndOfName(_at + 1);
        if (end == _at + 1)
            return Append('$');
        var name = NameIn((_at + 1)..end);
        if (!Known(name))
            return Refuse(_at);
        _value.Append(scan.Find(name));
        _at = end;
        return true;
    }

    /// <summary><c>${NAME}</c>, and with :- - :+ + and a plain text after it.</summary>
    private bool Braces()
    {
        var nameEnd = EndOfName(_at + 2);
        var name = NameIn((_at + 2)..nameEnd);
        var close = _text.AsSpan(nameEnd).IndexOfAny("}'\"\\$`{\n~") is >= 0 and var found ? nameEnd + found : _text.Length;
        if (name.Length == 0 || close == _text.Length || _text[close] != '}' || !Known(name))
            return Refuse(_at);
        var rest = _text.AsSpan(nameEnd, close - nameEnd);
        var emptyCounts = rest.StartsWith(':');
        if (emptyCounts)
            rest = rest[1..];
        if (rest.Length == 0 ? emptyCounts : rest[0] is not ('-' or '+'))
            return Refuse(_at);
        var value = scan.Find(name);
        var isSet = value is not null && !(emptyCounts && value.Length == 0);
        if (rest.Length == 0 || (rest[0] == '-' && isSet))
            _value.Append(value);
        else if (isSet == (rest[0] == '+'))
            _value.Append(rest[1..]);
        _at = close + 1;
        return true;
    }

    private bool Known(string name) => scan.Has(name) || !Own.Contains(name);

    /// <summary>A line's end behind a backslash is nothing, also within a name.</summary>
    private int EndOfName(int at)
    {
        var (end, length) = (at, 0);
        while (end < _text.Length)
        {
            if (char.IsAsciiLetter(_text[end]) || _text[end] == '_' || (length > 0 && char.IsAsciiDigit(_text[end])))
                (end, length) = (end + 1, length + 1);
            else if (length > 0 && _text[end] == '\\' && end + 1 < _text.Length && _text[end + 1] == '\n')
                end += 2;
            else
                break;
        }

        return end;
    }

    private string NameIn(Range at) => _text[at].Replace("\\\n", "", StringComparison.Ordinal);

    private bool Refuse(int at, Problems.Problem? problem = null)
    {
        scan.Refuse(at, problem ?? EnvProblems.Command());
        return false;
    }
}
