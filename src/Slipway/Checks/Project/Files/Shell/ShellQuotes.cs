namespace Slipway.Checks.Project.Files.Shell;

/// <summary>Quotes and substitutions in a shell's text.</summary>
internal static class ShellQuotes
{
    /// <summary>The index behind the quoted or substituted piece that begins at <paramref name="at"/>; at least one further.</summary>
    public static int End(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return text[at] switch
        {
            '\'' => EndOf(text, at + 1, '\'', escapes: false),
            '"' => EndOf(text, at + 1, '"', escapes: true),
            '`' => EndOf(text, at + 1, '`', escapes: true),
            '$' when next == '\'' => EndOf(text, at + 2, '\'', escapes: true),
            '$' when next == '(' => EndOfParentheses(text, at + 1),
            '$' when next == '{' => EndOf(text, at + 2, '}', escapes: true),
            _ => at + 1,
        };
    }

    /// <summary>The index behind the bracket that closes the one at <paramref name="open"/>.</summary>
    public static int EndOfParentheses(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] is '\'' or '"')
                i = EndOf(text, i + 1, text[i], text[i] == '"') - 1;
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i + 1;
        }

        return text.Length;
    }

    /// <summary>A piece without its quotes.</summary>
    public static string Plain(string piece) => piece switch
    {
        ['\'', .. var inner, '\''] => inner,
        ['$', '\'', .. var inner, '\''] => inner,
        ['"', .. var inner, '"'] => inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\$", "$", StringComparison.Ordinal),
        _ => piece,
    };

    /// <summary>The scripts inside <c>$(…)</c> and backticks of a piece, with their place in it. Nothing is substituted in single quotes.</summary>
    public static IEnumerable<(int Index, string Script)> Substitutions(string piece)
    {
        if (piece.StartsWith('\''))
            yield break;
        for (var i = 0; i < piece.Length; i++)
        {
            if (piece[i] == '\\')
                i++;
            else if (piece[i] == '`' && EndOf(piece, i + 1, '`', true) is var tick && tick > i + 1)
            {
                yield return (i + 1, piece[(i + 1)..(tick - 1)]);
                i = tick - 1;
            }
            else if (piece.AsSpan(i).StartsWith("$(") && !piece.AsSpan(i).StartsWith("$(("))
            {
                var end = EndOfParentheses(piece, i + 1);
                yield return (i + 2, piece[(i + 2)..Math.Max(i + 2, end - 1)]);
                i = end - 1;
            }
        }
    }

    private static int EndOf(string text, int from, char quote, bool escapes)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (escapes && text[i] == '\\')
                i++;
            else if (text[i] == quote)
                return i + 1;
            else if (quote == '"' && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '(')
                i = EndOfParentheses(text, i + 1) - 1;
        }

        return text.Length;
    }
}
