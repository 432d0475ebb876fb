using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// The rules of systemd's EnvironmentFile= (read in 252): quoted and plain parts are joined, a backslash joins lines, nothing is
/// replaced, comments stand on lines of their own. What it cannot use it leaves out. Before 254 a backslash at the end of a
/// comment takes the next line into it; so it is here.
/// </summary>
internal sealed class SystemdReader(EnvScan scan)
{
    private readonly string _text = scan.Text;
    private readonly StringBuilder _value = new();
    private int _at;
    private int _end;
    private bool _closed;

    public void Read()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is '#' or ';')
                Comment();
            else if (IsSpace(_text[_at]))
                _at++;
            else
                Assignment();
        }
    }

    private void Comment()
    {
        while (_at < _text.Length && !EndsLine(_text[_at]))
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && EndsLine(_text[_at + 1]))
                scan.Tell(_at, EnvProblems.CommentGoesOn());
            _at += _text[_at] == '\\' ? 2 : 1;
        }
    }

    private void Assignment()
    {
        var start = _at++;
        while (_at < _text.Length && _text[_at] != '=' && !EndsLine(_text[_at]))
            _at++;
        if (_at >= _text.Length || _text[_at] != '=')
        {
            scan.Tell(start, EnvProblems.NoAssignment());
            return;
        }

        var key = _text.AsSpan(start, _at - start).TrimEnd(" \t\r\n").ToString();
        _at++;
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
            _at++;
        var valueAt = _at;
        var quoting = Value();
        if (!EnvFile.IsKey(key))
            scan.Tell(start, EnvProblems.Key());
        else
            scan.Set(key, _value.ToString(), start, valueAt..Math.Max(_end, valueAt), quoting);
    }

    /// <summary>Before a plain part begins, blanks between parts are left out; once it has begun, only those at its end.</summary>
    private EnvQuoting Value()
    {
        _value.Clear();
        _end = _at;
        var parts = new HashSet<EnvQuoting>();
        while (_at < _text.Length && !EndsLine(_text[_at]))
        {
            if (_text[_at] is ' ' or '\t')
            {
                _at++;
                continue;
            }

            var part = _text[_at] switch { '\'' => EnvQuoting.SingleQuotes, '"' => EnvQuoting.DoubleQuotes, _ => EnvQuoting.Plain };
            parts.Add(part);
            if (part == EnvQuoting.Plain)
            {
                Plain();
                break;
            }

            var open = _at++;
            Quoted(_text[open]);
            if (!_closed)
                scan.Tell(open, EnvProblems.Open(_text[open]));
            _end = Math.Min(_at, _text.Length);
        }

        return parts.Count switch { 0 => EnvQuoting.Plain, 1 => parts.First(), _ => EnvQuoting.Mixed };
    }

    private void Quoted(char quote)
    {
        _closed = false;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == quote)
            {
                _at++;
                _closed = true;
                return;
            }

            if (c != '\\' || quote == '\'')
                _value.Append(c);
            else if (++_at < _text.Length && _text[_at] is '"' or '\\' or '`' or '$')
                _value.Append(_text[_at]);
            else if (_at < _text.Length && _text[_at] != '\n')
                _value.Append('\\').Append(_text[_at]);
        }
    }

    private void Plain()
    {
        var solid = _value.Length;
        for (; _at < _text.Length && !EndsLine(_text[_at]); _at++)
        {
            var c = _text[_at];
            if (c == '\\')
            {
                solid = _value.Length;
                if (++_at >= _text.Length)
                    break;
                if (!EndsLine(_text[_at]))
                    _value.Append(_text[_at]);
                solid = _value.Length;
                _end = _at + 1;
                continue;
            }

            _value.Append(c);
            if (IsSpace(c))
                continue;
            solid = _value.Length;
            _end = _at + 1;
        }

        _value.Length = solid;
    }

    private static bool EndsLine(char c) => c is '\n' or '\r';

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';
}
