namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// The rules of dotenv of npm (read in 16.6 and 17.4), one pattern over the whole text: what does not fit it is passed over without
/// a word; <c>:</c> and a blank may stand for <c>=</c>; any # outside quotes starts a comment; only <c>\n</c> and <c>\r</c> in double
/// quotes are escapes; nothing is replaced.
/// </summary>
internal sealed class NodeDotenvReader(EnvScan scan)
{
    private readonly string _text = scan.Text;

    /// <summary>Up to here everything is read or told as passed over.</summary>
    private int _told;

    public void Read()
    {
        for (var line = 0; line <= _text.Length;)
        {
            var start = SkipSpace(line);
            if (start >= _text.Length)
                break;
            var end = Assignment(start);
            if (end >= 0)
                _told = Math.Max(_told, end);
            else
                PassOver(start);
            line = NextLine(end >= 0 ? end : start);
        }
    }

    private void PassOver(int start)
    {
        if (_text[start] != '#' && start >= _told)
            scan.Tell(start, EnvProblems.NoAssignment());
    }

    /// <summary>The end of the match, or -1.</summary>
    private int Assignment(int start)
    {
        var keyAt = start;
        if (_text.AsSpan(start).StartsWith("export") && SkipSpace(start + 6) is var after && after > start + 6 && after < _text.Length && IsKeyCharacter(_text[after]))
            keyAt = after;
        var keyEnd = EndOfKey(keyAt);
        var equals = keyEnd == keyAt ? -1 : Separator(keyEnd);
        if (equals < 0)
            return -1;
        var (valueAt, valueEnd, end) = Value(equals);
        Set(_text[keyAt..keyEnd], keyAt, valueAt, valueEnd);
        return end;
    }

    /// <summary>Where the value may start: after =, or after : and one blank.</summary>
    private int Separator(int at)
    {
        var sign = SkipSpace(at);
        if (sign < _text.Length && _text[sign] == '=')
            return sign + 1;
        return at + 1 < _text.Length && _text[at] == ':' && IsSpace(_text[at + 1]) ? at + 2 : -1;
    }

    private (int From, int To, int End) Value(int at)
    {
        var quoteAt = SkipSpace(at);
        if (quoteAt < _text.Length && _text[quoteAt] is '\'' or '"' or '`')
        {
            var (first, last) = (ClosingQuote.First(_text, quoteAt + 1, _text[quoteAt]), -1);
            if (first >= 0 && Tail(first + 1) is >= 0 and var end)
                return (at, first + 1, end);
            for (last = (first >= 0 ? first : _text.Length) - 1; last > quoteAt; last--)
            {
                if ((last = _text.LastIndexOf(_text[quoteAt], last, last - quoteAt)) < 0)
                    break;
                if (Tail(last + 1) is >= 0 and var found)
                    return (at, last + 1, found);
            }
        }

        var stop = _text.AsSpan(at).IndexOfAny('#', '\n') is >= 0 and var s ? at + s : _text.Length;
        return (at, stop, Tail(stop));
    }

    /// <summary>Blanks and line ends, then a comment, up to the end of a line; -1 when something else comes first.</summary>
    private int Tail(int at)
    {
        var end = SkipSpace(at);
        if (end == _text.Length)
            return end;
        if (_text[end] == '#')
            return EndOfLine(end);
        while (end > at && !EndsLine(_text[end - 1]))
            end--;
        return end > at ? end - 1 : EndsLine(_text[end]) ? end : -1;
    }

    private void Set(string key, int keyAt, int from, int to)
    {
        while (from < to && IsSpace(_text[from]))
            from++;
        while (to > from && IsSpace(_text[to - 1]))
            to--;
        var raw = _text[from..to];
        var quote = raw.Length > 0 ? raw[0] : '\0';
        var value = WithoutQuotes(raw);
        if (quote == '"')
            value = value.Replace("\\n", "\n").Replace("\\r", "\r");
        var quoting = value.Length == raw.Length ? EnvQuoting.Plain : quote switch { '\'' => EnvQuoting.SingleQuotes, '"' => EnvQuoting.DoubleQuotes, '`' => EnvQuoting.Backticks, _ => EnvQuoting.Plain };
        scan.Set(key, value, keyAt, from..to, quoting);
    }

    /// <summary>Takes quotes away at the start of a line and the end of the same or a later one, wherever they stand so.</summary>
    private static string WithoutQuotes(string raw)
    {
        var result = new System.Text.StringBuilder(raw.Length);
        var none = "";
        for (var at = 0; at < raw.Length;)
        {
            var close = raw[at] is '\'' or '"' or '`' && !none.Contains(raw[at]) ? LastAtLineEnd(raw, at) : -1;
            if (close > at)
            {
                result.Append(raw, at + 1, close - at - 1);
                at = close + 1;
            }
            else if (raw[at] is '\'' or '"' or '`')
            {
                none += raw[at];
            }

            var next = at;
            while (next < raw.Length && !EndsLine(raw[next]))
                next++;
            next = Math.Min(next + 1, raw.Length);
            result.Append(raw, at, next - at);
            at = next;
        }

        return result.ToString();
    }

    private static int LastAtLineEnd(string raw, int open)
    {
        for (var i = raw.Length - 1; i > open; i--)
        {
            if (raw[i] == raw[open] && (i + 1 == raw.Length || EndsLine(raw[i + 1])))
                return i;
        }

        return -1;
    }

    private int EndOfKey(int at)
    {
        while (at < _text.Length && IsKeyCharacter(_text[at]))
            at++;
        return at;
    }

    private int NextLine(int at) => EndOfLine(at) + 1;

    private int EndOfLine(int at)
    {
        while (at < _text.Length && !EndsLine(_text[at]))
            at++;
        return at;
    }

    private int SkipSpace(int at)
    {
        while (at < _text.Length && IsSpace(_text[at]))
            at++;
        return at;
    }

    private static bool IsKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    /// <summary>JavaScript's \s.</summary>
    private static bool IsSpace(char c) => (char.IsWhiteSpace(c) && c != '\x85') || c == '\uFEFF';

    /// <summary>Where JavaScript's ^ and $ match.</summary>
    private static bool EndsLine(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';
}
