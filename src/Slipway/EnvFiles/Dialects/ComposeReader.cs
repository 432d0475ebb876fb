using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// The rules of env_file in Docker Compose 2 (compose-go's dotenv): <c>:</c> may stand for <c>=</c>, a comment follows a blank and #,
/// quoted texts may span lines, variables are replaced outside single quotes. One wrong line and the whole file is refused.
/// </summary>
internal sealed class ComposeReader(EnvScan scan)
{
    private readonly string _text = scan.Text;
    private int _at = scan.AfterMark;

    public void Read()
    {
        while (!scan.Refused && SkipToStatement())
            Statement();
    }

    private bool SkipToStatement()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
                _at = EndOfLine(_at);
            else if (!char.IsWhiteSpace(_text[_at]))
                return true;
            else
                _at++;
        }

        return false;
    }

    private void Statement()
    {
        if (_text.AsSpan(_at).StartsWith("export") && _at + 6 < _text.Length && char.IsWhiteSpace(_text[_at + 6]))
            _at = SkipBlanks(_at + 6);
        var start = _at;
        while (_at < _text.Length && _text[_at] is not ('=' or ':' or '\n'))
        {
            if (!IsBlank(_text[_at]) && !IsNameCharacter(_at))
            {
                scan.Refuse(start, EnvProblems.Key());
                return;
            }

            _at++;
        }

        var key = _text.AsSpan(start, _at - start).TrimEnd().ToString();
        if (key.Length == 0 || key.Contains(' '))
        {
            scan.Refuse(start, key.Length == 0 ? EnvProblems.Key() : EnvProblems.NoAssignment());
            return;
        }

        if (_at == _text.Length || _text[_at] == '\n') // taken from the shell that runs Compose: there is none
        {
            scan.Unset(key);
            return;
        }

        _at = SkipBlanks(_at + 1);
        if (_at < _text.Length && _text[_at] is '\'' or '"')
            Quoted(key, start);
        else
            Plain(key, start);
    }

    private void Plain(string key, int keyAt)
    {
        var line = _text.AsSpan(_at, EndOfLine(_at) - _at);
        var comment = line.IndexOf(" #");
        var value = (comment < 0 ? line : line[..comment]).TrimEnd();
        var raw = _at..(_at + value.Length);
        _at += line.Length;
        if (Expand(value.ToString(), keyAt, key) is { } expanded)
            scan.Set(key, expanded, keyAt, raw, EnvQuoting.Plain);
    }

    private void Quoted(string key, int keyAt)
    {
        var open = _at;
        var quote = _text[_at++];
        var value = new StringBuilder();
        for (; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                if (_text[_at + 1] != quote)
                    value.Append('\\');
                _at++;
            }

            if (_at < _text.Length)
                value.Append(_text[_at]);
        }

        if (_at == _text.Length)
        {
            scan.Refuse(open, EnvProblems.Open(quote));
            return;
        }

        _at++;
        var text = quote == '"' ? Expand(Unescaped(value.ToString()), keyAt, key) : value.ToString();
        if (text is not null)
            scan.Set(key, text, keyAt, open.._at, quote == '"' ? EnvQuoting.DoubleQuotes : EnvQuoting.SingleQuotes);
    }

    private static string Unescaped(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
                value.Append(text[i]);
            else if (text[i + 1] == '0')
                i = Octal(text, i, value);
            else if (Escaped(text[i + 1]) is { } meant)
                (_, i) = (value.Append(meant), i + 1);
            else
                value.Append('\\');
        }

        return value.ToString();
    }

    private static string? Escaped(char c) => c switch
    {
        'a' => "\a", 'b' => "\b", 'f' => "\f", 'n' => "\n", 'r' => "\r", 't' => "\t", 'v' => "\v", '\\' => "\\", '"' => "\"", '$' => "$$", _ => null,
    };

    /// <summary><c>\0</c> and three octal digits up to 377; with others the backslash stays and the 0 goes.</summary>
    private static int Octal(string text, int at, StringBuilder value)
    {
        var end = at + 2;
        while (end < text.Length && end < at + 5 && char.IsAsciiDigit(text[end]))
            end++;
        var digits = text[(at + 2)..end];
        if (digits.Length == 3 && digits.All(c => c <= '7') && digits[0] <= '3')
            value.Append((char)(((digits[0] - '0') * 64) + ((digits[1] - '0') * 8) + digits[2] - '0'));
        else
            value.Append('\\').Append(digits);
        return end - 1;
    }

    private string? Expand(string value, int at, string key)
    {
        if (!value.Contains('$'))
            return value;
        var expanded = new ComposeTemplate(scan, at).Expand(value);
        if (expanded is null && !scan.Refused)
            scan.Refuse(at, EnvProblems.Template(EnvFile.IsKey(key) ? key : "?"));
        return expanded;
    }

    private bool IsNameCharacter(int at) =>
        _text[at] is '_' or '.' or '-' or '[' or ']' || char.IsLetter(_text, at) || char.IsNumber(_text, at)
        || (char.IsLowSurrogate(_text[at]) && at > 0 && (char.IsLetter(_text, at - 1) || char.IsNumber(_text, at - 1)));

    private int EndOfLine(int at) => _text.IndexOf('\n', at) is >= 0 and var found ? found : _text.Length;

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && IsBlank(_text[at]))
            at++;
        return at;
    }

    private static bool IsBlank(char c) => c is '\t' or '\v' or '\f' or '\r' or ' ' or '\x85' or '\xA0';
}
