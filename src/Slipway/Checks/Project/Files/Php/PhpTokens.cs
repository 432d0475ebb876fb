namespace Slipway.Checks.Project.Files.Php;

/// <summary>PHP text → tokens, without comments.</summary>
internal static class PhpTokens
{
    private static readonly string[] Long = ["?->", "===", "!==", "...", "=>", "->", "::", "??", "?:", "==", "!=", "&&", "||"];

    public static IReadOnlyList<PhpToken> Of(string text)
    {
        var tokens = new List<PhpToken>();
        var at = text.IndexOf("<?php", StringComparison.Ordinal) is >= 0 and var start ? start + 5 : 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
                at++;
            else if ((c == '#' && !text.AsSpan(at).StartsWith("#[")) || text.AsSpan(at).StartsWith("//"))
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            else if (text.AsSpan(at).StartsWith("/*"))
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : text.Length;
            else if (c is '\'' or '"')
                tokens.Add(String(text, ref at));
            else if (text.AsSpan(at).StartsWith("<<<"))
                tokens.Add(Document(text, ref at));
            else if (char.IsAsciiDigit(c))
                tokens.Add(While(text, ref at, PhpTokenKind.Number, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_'));
            else if (char.IsLetter(c) || c is '_' or '\\' or '$')
                tokens.Add(While(text, ref at, PhpTokenKind.Word, c => char.IsLetterOrDigit(c) || c is '_' or '\\' or '$'));
            else
                tokens.Add(Mark(text, ref at));
        }

        return tokens;
    }

    private static PhpToken String(string text, ref int at)
    {
        var (quote, start) = (text[at], at);
        var value = new System.Text.StringBuilder();
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\\' or '\'' or '"' or '$' && at + 1 < text.Length)
                at++;
            value.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        return new(PhpTokenKind.Text, value.ToString(), start);
    }

    private static PhpToken Document(string text, ref int at)
    {
        var start = at;
        at += 3;
        var label = While(text, ref at, PhpTokenKind.Text, c => char.IsLetterOrDigit(c) || c is '_' or '\'' or '"' or ' ').Text.Trim(' ', '\'', '"');
        var end = label.Length == 0 ? -1 : text.IndexOf('\n' + label, at, StringComparison.Ordinal);
        var indented = label.Length == 0 ? -1 : text.IndexOf(' ' + label, at, StringComparison.Ordinal);
        end = end < 0 || (indented >= 0 && indented < end) ? indented : end;
        var body = end < 0 ? "" : text[at..end];
        at = end < 0 ? text.Length : end + 1 + label.Length;
        return new(PhpTokenKind.Text, body, start);
    }

    private static PhpToken While(string text, ref int at, PhpTokenKind kind, Func<char, bool> goesOn)
    {
        var start = at;
        while (at < text.Length && goesOn(text[at]))
            at++;
        return new(kind, text[start..at], start);
    }

    private static PhpToken Mark(string text, ref int at)
    {
        var start = at;
        foreach (var mark in Long)
        {
            if (!text.AsSpan(at).StartsWith(mark, StringComparison.Ordinal))
                continue;
            at += mark.Length;
            return new(PhpTokenKind.Mark, mark, start);
        }

        return new(PhpTokenKind.Mark, text[at++].ToString(), start);
    }
}
