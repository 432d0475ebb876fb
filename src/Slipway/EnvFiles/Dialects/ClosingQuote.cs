namespace Slipway.EnvFiles.Dialects;

/// <summary>Where <c>(?:\\'|[^'])*'</c> ends, the pattern by which two of the programs look for the end of a quoted value.</summary>
internal static class ClosingQuote
{
    /// <summary>The first quote with no backslash before it; -1 = none.</summary>
    public static int First(string text, int from, char quote)
    {
        for (var at = text.IndexOf(quote, from); at >= 0; at = text.IndexOf(quote, at + 1))
        {
            if (at == from || text[at - 1] != '\\')
                return at;
        }

        return -1;
    }

    /// <summary>The last quote at all; -1 = none.</summary>
    public static int Last(string text, int from, char quote) => from >= text.Length ? -1 : text.LastIndexOf(quote, text.Length - 1, text.Length - from);
}
