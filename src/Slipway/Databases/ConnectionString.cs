namespace Slipway.Databases;

/// <summary>Reads <c>Key=Value;…</c> as .NET writes it: keys in any case, values optionally in quotes.</summary>
internal static class ConnectionString
{
    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < text.Length;)
        {
            var equals = text.IndexOf('=', i);
            if (equals < 0)
                break;
            var key = text[i..equals].Trim(' ', ';');
            i = equals + 1;
            while (i < text.Length && text[i] == ' ')
                i++;
            values[key] = i < text.Length && text[i] is '"' or '\'' ? Quoted(text, ref i) : Plain(text, ref i);
        }

        return values;
    }

    /// <summary>The value of the first key that is there and not empty.</summary>
    public static string? First(IReadOnlyDictionary<string, string> values, params string[] keys) =>
        keys.Select(k => values.GetValueOrDefault(k)).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private static string Plain(string text, ref int i)
    {
        var end = text.IndexOf(';', i);
        var value = end < 0 ? text[i..] : text[i..end];
        i = end < 0 ? text.Length : end + 1;
        return value.Trim();
    }

    private static string Quoted(string text, ref int i)
    {
        var quote = text[i++];
        var value = new System.Text.StringBuilder();
        for (; i < text.Length; i++)
        {
            if (text[i] != quote)
                value.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == quote)
                value.Append(text[i++]);
            else
                break;
        }

        var end = text.IndexOf(';', Math.Min(i, text.Length));
        i = end < 0 ? text.Length : end + 1;
        return value.ToString();
    }
}
