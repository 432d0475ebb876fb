using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// The rules of vlucas/phpdotenv 5 (read in 5.4.1 and 5.6): one wrong line and the whole file is refused; a text in double quotes
/// may span lines when <c>="</c> stands in its first; <c>${NAME}</c> outside single quotes is replaced when NAME is set before.
/// </summary>
internal sealed class PhpdotenvReader(EnvScan scan)
{
    private readonly string _text = scan.Text;

    public void Read()
    {
        var open = -1;
        for (var start = scan.AfterMark; start <= _text.Length;)
        {
            var end = _text.IndexOf('\n', start) is >= 0 and var found ? found : _text.Length;
            var line = _text.AsSpan(start, end - start);
            var opens = line.Contains("=\"", StringComparison.Ordinal) && !Closes(line, opens: true);
            if (opens && open < 0)
                open = start;
            if (open < 0 || Closes(line, opens))
            {
                Entry(open < 0 ? start : open, end);
                open = -1;
            }

            start = end + 1;
        }

        if (open >= 0)
            scan.Tell(open, EnvProblems.Open('"'));
    }

    /// <summary>Counts the double quotes that follow a character other than a backslash, pairs of backslashes left out.</summary>
    private static bool Closes(ReadOnlySpan<char> line, bool opens)
    {
        if (line is "\"")
            return true;
        var quotes = 0;
        var before = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == '\\')
            {
                i++;
                continue;
            }

            if (line[i] == '"' && before is not ('\\' or '\0'))
                quotes++;
            before = line[i];
        }

        return quotes > (opens ? 1 : 0);
    }

    private void Entry(int start, int end)
    {
        var (from, to) = Trimmed(start, end);
        if (from == to || _text[from] == '#')
            return;
        var equals = _text.IndexOf('=', start, end - start);
        var (nameAt, nameEnd) = equals < 0 ? (start, end) : Trimmed(start, equals);
        if (nameAt == nameEnd)
        {
            scan.Refuse(from, EnvProblems.Key());
            return;
        }

        if (Name(_text.AsSpan(nameAt, nameEnd - nameAt)) is not { } name)
            scan.Refuse(from, equals < 0 ? EnvProblems.NoAssignment() : EnvProblems.Key());
        else if (equals < 0)
            scan.Unset(name);
        else
            Value(name, nameEnd - name.Length - (_text[nameEnd - 1] is '"' or '\'' ? 1 : 0), Trimmed(equals + 1, end));
    }

    private static string? Name(ReadOnlySpan<char> name)
    {
        if (name.Length > 8 && name.StartsWith("export") && IsSpace(name[6]))
            name = name[6..].TrimStart(" \t\n\r\v");
        if (name.Length >= 3 && name[0] is '"' or '\'' && name[^1] == name[0])
            name = name[1..^1];
        foreach (var c in name)
        {
            if (!IsNameCharacter(c))
                return null;
        }

        return name.Length == 0 ? null : name.ToString();
    }

    private void Value(string name, int nameAt, (int From, int To) at)
    {
        var value = new StringBuilder();
        var references = new List<int>();
        var quote = at.From < at.To && _text[at.From] is '\'' or '"' ? _text[at.From] : '\0';
        var end = at.From == at.To ? at.To
            : quote == '\'' ? Single(at, value)
            : quote == '"' ? Double(name, at, value, references)
            : Plain(name, at, value, references);
        if (end < 0 || (quote != '\0' && !OnlyComment(name, end, at.To, quoted: true)))
            return;
        if (Resolve(value, references, nameAt) is { } resolved)
            scan.Set(name, resolved, nameAt, at.From..end, quote switch { '\'' => EnvQuoting.SingleQuotes, '"' => EnvQuoting.DoubleQuotes, _ => EnvQuoting.Plain });
    }

    private int Single((int From, int To) at, StringBuilder value)
    {
        var end = _text.IndexOf('\'', at.From + 1, at.To - at.From - 1);
        if (end < 0)
        {
            scan.Refuse(at.From, EnvProblems.Open('\''));
            return -1;
        }

        value.Append(_text, at.From + 1, end - at.From - 1);
        return end + 1;
    }

    private int Double(string name, (int From, int To) at, StringBuilder value, List<int> references)
    {
        for (var i = at.From + 1; i < at.To; i++)
        {
            var c = _text[i];
            if (c == '"')
                return i + 1;
            if (c == '$')
                references.Add(value.Length);
            if (c != '\\')
            {
                value.Append(c);
                continue;
            }

            if (++i == at.To)
                break;
            if (Escaped(_text[i]) is not { } meant)
            {
                scan.Refuse(i - 1, EnvProblems.Escape(name, "\\\\ \\\" \\$ \\n \\r \\t \\f \\v"));
                return -1;
            }

            value.Append(meant);
        }

        scan.Refuse(at.From, EnvProblems.Open('"'));
        return -1;
    }

    private static char? Escaped(char c) => c switch
    {
        '"' or '\\' or '$' => c, 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'v' => '\v', _ => null,
    };

    /// <summary>Up to the first blank or #; after a blank only a comment may come.</summary>
    private int Plain(string name, (int From, int To) at, StringBuilder value, List<int> references)
    {
        var i = at.From;
        while (i < at.To && _text[i] != '\n' && IsSpace(_text[i])) // a form feed: trimming leaves it, and at the start it is text
            value.Append(_text[i++]);
        for (; i < at.To && _text[i] != '#' && !IsSpace(_text[i]); i++)
        {
            if (_text[i] == '$')
                references.Add(value.Length);
            value.Append(_text[i]);
        }

        if (i == at.To || OnlyComment(name, i, at.To, quoted: false))
            return i;
        return -1;
    }

    private bool OnlyComment(string name, int at, int end, bool quoted)
    {
        while (at < end && IsSpace(_text[at]))
            at++;
        if (at == end || _text[at] == '#')
            return true;
        scan.Refuse(at, quoted ? EnvProblems.AfterQuote(name) : EnvProblems.NeedsQuotes(name, "blanks"));
        return false;
    }

    /// <summary>From the last reference to the first, each reads on into what the later ones gave.</summary>
    private string? Resolve(StringBuilder value, List<int> references, int at)
    {
        if (references.Count == 0)
            return value.ToString();
        var chars = value.ToString();
        var end = chars.Length;
        var tail = new List<char>(); // reversed
        for (var r = references.Count - 1; r >= 0; r--)
        {
            Push(chars.AsSpan(references[r], end - references[r]));
            end = references[r];
            if (Reference(tail) is var (length, name) && scan.Find(name) is { } found)
            {
                tail.RemoveRange(tail.Count - length, length);
                Push(found);
            }

            if (!scan.Fits(tail.Count, at))
                return null;
        }

        Push(chars.AsSpan(0, end));
        tail.Reverse();
        return new string([.. tail]);

        void Push(ReadOnlySpan<char> part)
        {
            for (var i = part.Length - 1; i >= 0; i--)
                tail.Add(part[i]);
        }
    }

    /// <summary>The <c>${NAME}</c> with which the reversed text starts.</summary>
    private static (int Length, string Name)? Reference(List<char> reversed)
    {
        if (reversed.Count < 4 || reversed[^2] != '{')
            return null;
        var at = reversed.Count - 3;
        while (at >= 0 && IsNameCharacter(reversed[at]))
            at--;
        var length = reversed.Count - 3 - at;
        if (length == 0 || at < 0 || reversed[at] != '}')
            return null;
        var name = reversed.GetRange(at + 1, length);
        name.Reverse();
        return (length + 3, new string([.. name]));
    }

    private (int From, int To) Trimmed(int from, int to)
    {
        while (from < to && _text[from] is ' ' or '\t' or '\n' or '\v')
            from++;
        while (to > from && _text[to - 1] is ' ' or '\t' or '\n' or '\v')
            to--;
        return (from, to);
    }

    private static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.';
}
