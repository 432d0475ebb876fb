using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// The rules of django-environ's read_env since 0.11, comments not parsed: one line, one value, quotes only around all of it, a # is
/// text, <c>export</c> and one blank may stand in front. A line that does not fit is left out with a line in the log.
/// </summary>
internal static class DjangoEnvironReader
{
    public static void Read(EnvScan scan)
    {
        var text = scan.Text;
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !EndsLine(text[end]))
                end++;
            Line(scan, start, end);
            start = end + 1;
        }
    }

    /// <summary>As Python's splitlines.</summary>
    private static bool EndsLine(char c) => c is '\n' or '\r' or '\v' or '\f' or (>= '\x1c' and <= '\x1e') or '\x85' or '\u2028' or '\u2029';

    private static void Line(EnvScan scan, int start, int end)
    {
        var line = scan.Text.AsSpan(start, end - start);
        if (line.Length == 0 || line[0] == '#')
            return;
        var name = line.StartsWith("export ") ? 7 : 0;
        var equals = line[name..].IndexOf('=') + name;
        if (equals <= name || line[name..equals].IndexOfAnyExcept(NameCharacters) >= 0)
        {
            if (!line.IsWhiteSpace())
                scan.Tell(start, EnvProblems.NoAssignment());
            return;
        }

        var value = line[(equals + 1)..];
        var quoting = EnvQuoting.Plain;
        if (IsIn(value, '\''))
        {
            value = value[1..^1];
            quoting = EnvQuoting.SingleQuotes;
        }

        if (IsIn(value, '"'))
        {
            value = Unescaped(value[1..^1]);
            quoting = EnvQuoting.DoubleQuotes;
        }

        scan.Set(line[name..equals].ToString(), value.ToString(), start + name, (start + equals + 1)..end, quoting);
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");

    private static bool IsIn(ReadOnlySpan<char> value, char quote) => value.Length >= 2 && value[0] == quote && value[^1] == quote;

    /// <summary>A backslash goes, unless r, n or t follows.</summary>
    private static ReadOnlySpan<char> Unescaped(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                if (text[i] is 'r' or 'n' or 't')
                    value.Append('\\');
            }

            value.Append(text[i]);
        }

        return value.ToString();
    }
}
