using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary>Reads what stands around an anchor in source text.</summary>
internal static class KeyText
{
    private const int LongestKey = 100;
    private const int LongestCall = 400;
    private static readonly SearchValues<char> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> KeyPart = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:.");

    public static bool IsWord(char c) => Word.Contains(c);

    public static int WordLength(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Word) is var end && end < 0 ? text.Length : end;

    /// <summary>The key in quotes at <paramref name="at"/>, blanks before it skipped; afterwards it is behind the closing quote. Null when something else stands there.</summary>
    public static string? Quoted(ReadOnlySpan<char> text, ref int at)
    {
        var start = Skip(text, at);
        if (start >= text.Length || text[start] is not ('\'' or '"' or '`'))
            return null;
        var rest = text[(start + 1)..];
        var length = rest.IndexOfAnyExcept(KeyPart);
        if (length is < 1 or > LongestKey || rest[length] != text[start] || char.IsAsciiDigit(rest[0]))
            return null;
        at = start + 1 + length + 1;
        return rest[..length].ToString();
    }

    /// <summary>Over blanks and line ends.</summary>
    public static int Skip(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }

    public static bool Follows(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> what) => Skip(text, at) is var start && start <= text.Length && text[start..].StartsWith(what);

    /// <summary>An assignment follows, not a comparison.</summary>
    public static bool IsAssigned(ReadOnlySpan<char> text, int at)
    {
        at = Skip(text, at);
        return at + 1 < text.Length && text[at] == '=' && text[at + 1] is not ('=' or '>');
    }

    /// <summary>What is left of a call's arguments: up to the bracket that closes it, at most some hundred characters.</summary>
    public static ReadOnlySpan<char> Arguments(ReadOnlySpan<char> text, int at)
    {
        var depth = 0;
        for (var i = at; i < text.Length && i < at + LongestCall; i++)
        {
            if (text[i] is '(' or '[' or '{')
                depth++;
            else if (text[i] is ')' or ']' or '}' && depth-- == 0)
                return text[at..i];
        }

        return text[at..Math.Min(text.Length, at + LongestCall)];
    }

    /// <summary>The line up to here is blank but for the start of a comment.</summary>
    public static bool IsInComment(ReadOnlySpan<char> text, int at)
    {
        var line = text[(text[..at].LastIndexOf('\n') + 1)..at].TrimStart();
        return line.StartsWith("//") || line.StartsWith("#") || line.StartsWith("*") || line.StartsWith("/*") || line.StartsWith("<!--");
    }
}
