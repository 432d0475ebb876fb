using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary><c>${X}</c>, <c>${X:-a}</c>, <c>${X:?message}</c>, <c>$X</c> in a compose file; <c>$$</c> is a dollar.</summary>
internal static class ComposeReads
{
    public static readonly SearchValues<string> Anchors = SearchValues.Create(["$"], StringComparison.Ordinal);

    public static ReadMatch? Match(ReadOnlySpan<char> text, int at)
    {
        var isEscaped = text[..at].Length - text[..at].TrimEnd('$').Length is var dollars && dollars % 2 == 1;
        var braces = at + 1 < text.Length && text[at + 1] == '{';
        var start = at + (braces ? 2 : 1);
        if (isEscaped || start >= text.Length || char.IsAsciiDigit(text[start]) || KeyText.WordLength(text[start..]) is var length && length == 0)
            return null;
        var end = start + length;
        var key = text[start..end].ToString();
        if (!braces)
            return new ReadMatch(key, EnvReadKind.Required, end);
        var rest = text[end..].TrimStart(':');
        return rest.Length > 0 && rest[0] is '-' or '+' or '?' or '}'
            ? new ReadMatch(key, rest[0] is '-' or '+' ? EnvReadKind.Defaulted : EnvReadKind.Required, end)
            : null;
    }
}
