using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>Blanks parts of a source text; line breaks stay, so lines keep their numbers.</summary>
internal static partial class SourceBlanks
{
    /// <summary>Strings are matched too, and kept: a comment sign inside one is none.</summary>
    [GeneratedRegex("""(?<keep>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|//[^\n]*|\#(?!\[)[^\n]*|/\*.*?(?:\*/|$)""", RegexOptions.Singleline)]
    public static partial Regex PhpComments();

    [GeneratedRegex(""""(?<keep>'''.*?'''|""".*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|\#[^\n]*"""", RegexOptions.Singleline)]
    public static partial Regex PythonComments();

    [GeneratedRegex("""--[^\n]*|/\*(?!!).*?(?:\*/|$)|'(?:''|\\.|[^'\\])*'""", RegexOptions.Singleline)]
    private static partial Regex SqlNoise();

    /// <summary>Blanks every match that has no group <c>keep</c>.</summary>
    public static string Blank(string text, Regex comments) =>
        comments.Replace(text, match => match.Groups["keep"].Success ? match.Value : Spaces(match.Value));

    /// <summary>Without comments and the content of strings.</summary>
    public static string BlankSqlNoise(string text) => SqlNoise().Replace(text, match => Spaces(match.Value));

    public static string Blank(string text, int start, int length) =>
        text[..start] + Spaces(text.Substring(start, length)) + text[(start + length)..];

    /// <summary>Blanks from <paramref name="start"/> to the end of the first block after it.</summary>
    public static string BlankBlock(string text, int start, char open, char close)
    {
        var end = End(text, text.IndexOf(open, start), open, close);
        return Blank(text, start, end - start);
    }

    /// <summary>Blanks all but the first argument of a call whose arguments begin at <paramref name="start"/>; one named <c>sql</c> is kept too.</summary>
    public static string BlankAfterFirstArgument(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            i = SkipString(text, i);
            if (i >= text.Length)
                break;
            if (text[i] is '(' or '[' or '{')
                depth++;
            else if (text[i] is ')' or ']' or '}' && depth-- == 0)
                return text;
            else if (text[i] == ',' && depth == 0)
                return text[start..i].TrimStart().StartsWith("reverse_sql", StringComparison.Ordinal)
                    ? Blank(text, start, i - start)
                    : Blank(text, i, Math.Max(0, End(text, start - 1, '(', ')') - 1 - i));
        }

        return text;
    }

    /// <summary>The index behind the first pair of round brackets at or after <paramref name="start"/>.</summary>
    public static int EndOfCall(string text, int start) => End(text, text.IndexOf('(', start), '(', ')');

    /// <summary>The index behind the block that opens at <paramref name="start"/>; the text's end when it is not closed.</summary>
    private static int End(string text, int start, char open, char close)
    {
        var depth = 0;
        for (var i = Math.Max(start, 0); i < text.Length && start >= 0; i++)
        {
            i = SkipString(text, i);
            if (i >= text.Length)
                break;
            if (text[i] == open)
                depth++;
            else if (text[i] == close && --depth == 0)
                return i + 1;
        }

        return text.Length;
    }

    // At a quote: the index of the first character behind the string.
    private static int SkipString(string text, int i)
    {
        while (i < text.Length && text[i] is '\'' or '"')
        {
            var quote = text[i];
            if (i + 2 < text.Length && text[i + 1] == quote && text[i + 2] == quote)
            {
                var end = text.IndexOf(new string(quote, 3), i + 3, StringComparison.Ordinal);
                i = end < 0 ? text.Length : end + 3;
                continue;
            }

            for (i++; i < text.Length && text[i] != quote; i++)
                if (text[i] == '\\')
                    i++;
            i++;
        }

        return i;
    }

    private static string Spaces(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = from[i] == '\n' ? '\n' : ' ';
    });
}
