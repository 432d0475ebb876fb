using System.Text;
using System.Text.Encodings.Web;

namespace Slipway.Secrets;

/// <summary>The texts by which a secret can be recognised.</summary>
internal static class SecretForms
{
    public static IEnumerable<string> Of(string value)
    {
        var lines = value.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Append(value).Append(value.Trim()).Where(v => v.Length >= Redactor.MinLength).Distinct().SelectMany(Encoded);
    }

    private static IEnumerable<string> Encoded(string value)
    {
        yield return value;
        var url = Uri.EscapeDataString(value);
        foreach (var form in (string[])[url, url.Replace("%20", "+"), LowerHex(url), LowerHex(url).Replace("%20", "+")])
            yield return form;
        foreach (var json in (string[])[JavaScriptEncoder.Default.Encode(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)])
        {
            yield return json;
            yield return json.Replace("/", "\\/");
            yield return LowerUnicode(json);
        }

        foreach (var form in Base64(Encoding.UTF8.GetBytes(value)))
        {
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
            yield return Uri.EscapeDataString(form);
        }
    }

    /// <summary>The whole encoding, and for each of the three places in which the value can start in a longer text the part that depends on it alone.</summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        var whole = Convert.ToBase64String(bytes);
        yield return whole;
        yield return whole.TrimEnd('=');
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var first = (before * 8 + 5) / 6;
            var last = (before + bytes.Length) * 8 / 6;
            yield return encoded[first..last];
        }
    }

    private static string LowerHex(string url)
    {
        var text = new StringBuilder(url);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
                (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        }

        return text.ToString();
    }

    private static string LowerUnicode(string json)
    {
        var text = new StringBuilder(json);
        for (var i = 0; i + 5 < text.Length; i++)
        {
            if (text[i] != '\\')
                continue;
            for (var j = i + 2; text[i + 1] == 'u' && j < i + 6; j++)
                text[j] = char.ToLowerInvariant(text[j]);
            i++;
        }

        return text.ToString();
    }
}
