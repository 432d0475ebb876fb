using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slipway.Cli.Output;

/// <summary>Makes foreign text safe for a terminal: no escape sequences, control or direction characters, no broken surrogates.</summary>
internal static class TerminalText
{
    private const char Escape = '\u001b';
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)));

    /// <summary>One line: line breaks and tabs become blanks, carriage returns and the rest vanish.</summary>
    public static string Line(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is Escape or '\u009b')
                i = EndOfSequence(text, i);
            else if (c is '\n' or '\t')
                clean.Append(' ');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                clean.Append('\ufffd');
            else if (IsVisible(c))
                clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>Several lines, each clean, without blank lines at the end.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").TrimEnd('\n', ' ').Split('\n').Select(Line)];

    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // The index of a sequence's last character: CSI ends in @…~, OSC and its kin in BEL or ESC \, others are two characters.
    private static int EndOfSequence(string text, int start)
    {
        var i = start;
        if (text[i] == Escape && ++i == text.Length)
            return i;
        if (text[i] is '[' or '\u009b')
        {
            while (++i < text.Length && text[i] is < '@' or > '~')
                if (text[i] is '\n' or Escape)
                    return i - 1;
            return i;
        }

        if (text[i] is not (']' or 'P' or 'X' or '^' or '_'))
            return i;
        while (++i < text.Length && text[i] is not ('\u0007' or '\n'))
            if (text[i] == Escape)
                return i + 1 < text.Length && text[i + 1] == '\\' ? i + 1 : i - 1;
        return i;
    }
}
