using System.Buffers;
using System.Text;

namespace Slipway.Secrets;

/// <summary>
/// Replaces secrets in text with <c>***</c>: the values themselves, and their base64 (also inside a longer encoded text),
/// URL-encoded and JSON-escaped forms. Works line by line; a value of several lines is also known by each of its lines.
/// Limits: values and lines shorter than <see cref="MinLength"/> characters are left alone, other encodings are not known.
/// </summary>
public sealed class Redactor
{
    /// <summary>Shorter values would hit ordinary words.</summary>
    public const int MinLength = 8;

    private readonly SearchValues<string> _any;
    private readonly Dictionary<char, string[]> _byFirst;

    public Redactor(IEnumerable<Secret> secrets)
    {
        var forms = secrets.SelectMany(s => SecretForms.Of(s.Reveal())).Where(f => f.Length > 0).ToHashSet(StringComparer.Ordinal);
        _any = SearchValues.Create([.. forms], StringComparison.Ordinal);
        _byFirst = forms.GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(f => f.Length).ToArray());
    }

    /// <summary>The text with each secret replaced; secrets that overlap or touch become one <c>***</c>.</summary>
    public string Redact(string text)
    {
        var at = _byFirst.Count == 0 ? -1 : text.AsSpan().IndexOfAny(_any);
        if (at < 0)
            return text;
        var result = new StringBuilder(text.Length);
        var kept = 0;
        while (at >= 0)
        {
            var end = EndOf(text, at);
            result.Append(text, kept, at - kept).Append("***");
            kept = end;
            var next = text.AsSpan(end).IndexOfAny(_any);
            at = next < 0 ? -1 : end + next;
        }

        return result.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>Where the secrets end that begin at <paramref name="at"/> or inside one of those.</summary>
    private int EndOf(string text, int at)
    {
        var end = at + Longest(text, at);
        for (var i = at + 1; i <= end && i < text.Length; i++)
            end = Math.Max(end, i + Longest(text, i));
        return end;
    }

    private int Longest(string text, int at)
    {
        foreach (var form in _byFirst.GetValueOrDefault(text[at], []))
        {
            if (text.AsSpan(at).StartsWith(form, StringComparison.Ordinal))
                return form.Length;
        }

        return 0;
    }
}
