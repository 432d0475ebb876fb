using System.Text;

namespace Slipway.EnvFiles.Dialects;

/// <summary>Compose's interpolation: <c>$NAME</c>, <c>${NAME}</c>, <c>:-</c>, <c>-</c>, <c>:?</c>, <c>?</c>, <c>:+</c>, <c>+</c>; <c>$$</c> is a dollar sign.</summary>
internal sealed class ComposeTemplate(EnvScan scan, int at)
{
    /// <summary>Deeper nesting of defaults is refused.</summary>
    private const int MaxDepth = 16;

    /// <summary>Null: not valid, or a required variable is not set.</summary>
    public string? Expand(string text, int depth = 0)
    {
        if (depth > MaxDepth)
            return null;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '$' || (next is not ('$' or '{') && !StartsName(next)))
            {
                result.Append(text[i]);
            }
            else if (next == '$')
            {
                result.Append('$');
                i++;
            }
            else
            {
                var end = next == '{' ? EndOfBraces(text, i + 2) : EndOfName(text, i + 1);
                if (end < 0 || (next == '{' ? Braced(text[(i + 2)..end], depth) : scan.Find(text[(i + 1)..end]) ?? "") is not { } value)
                    return null;
                result.Append(value);
                i = next == '{' ? end : end - 1;
            }

            if (!scan.Fits(result.Length, at))
                return null;
        }

        return result.ToString();
    }

    private string? Braced(string inside, int depth)
    {
        var end = EndOfName(inside, 0);
        if (end == 0)
            return null;
        var value = scan.Find(inside[..end]);
        var rest = inside.AsSpan(end);
        if (rest.Length == 0)
            return value ?? "";
        var emptyCounts = rest[0] == ':';
        if (emptyCounts)
            rest = rest[1..];
        if (rest.Length == 0 || rest[0] is not ('-' or '?' or '+'))
            return null;
        var isSet = value is not null && !(emptyCounts && value.Length == 0);
        return rest[0] switch
        {
            '-' => isSet ? value : Expand(rest[1..].ToString(), depth + 1),
            '?' => isSet ? value : null,
            _ => isSet ? Expand(rest[1..].ToString(), depth + 1) : "",
        };
    }

    private static int EndOfBraces(string text, int from)
    {
        for (var (i, open) = (from, 1); i < text.Length; i++)
        {
            if (text[i] == '}' && --open == 0)
                return i;
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{')
                open++;
        }

        return -1;
    }

    private static int EndOfName(string text, int from)
    {
        var at = from;
        while (at < text.Length && (at == from ? StartsName(text[at]) : StartsName(text[at]) || char.IsAsciiDigit(text[at])))
            at++;
        return at;
    }

    private static bool StartsName(char c) => c == '_' || char.IsAsciiLetter(c);
}
