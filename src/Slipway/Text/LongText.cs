namespace Slipway.Text;

/// <summary>Bounds text that another program wrote, so that it fits in a message and on a screen.</summary>
public static class LongText
{
    /// <returns>The text; or its start and its end, <paramref name="most"/> characters together, and between them how many are missing.</returns>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var start = most / 2;
        var end = text.Length - (most - start);
        if (char.IsHighSurrogate(text[start - 1]))
            start--;
        if (char.IsLowSurrogate(text[end]))
            end++;
        return $"{text.AsSpan(0, start)} … ({end - start} characters left out) … {text.AsSpan(end)}";
    }
}
