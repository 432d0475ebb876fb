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

    public Redactor(IEnumerable<Secret> secrets) : this(secrets.SelectMany(s => SecretForms.Of(s.Reveal()))) { }

    private Redactor(IEnumerable<string> all)
    {
        var forms = all.Where(f => f.Length > 0).ToHashSet(StringComparer.Ordinal);
        Longest = forms.Count == 0 ? 0 : forms.Max(f => f.Length);
        _any = SearchValues.Create([.. forms], StringComparison.Ordinal);
        _byFirst = forms.GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(f => f.Length).ToArray());
    }

    /// <summary>For bytes that are held as Latin-1 text, one character each.</summary>
    internal static Redactor OfBytes(IEnumerable<Secret> secrets) =>
        new(secrets.SelectMany(s => SecretForms.Of(s.Reveal())).Select(form => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(form))));

    /// <summary>Length of the longest text that is looked for, in characters.</summary>
    internal int Longest { get; }

    /// <summary>Where the text may be cut at or before <paramref name="cut"/> without cutting a secret in two.</summary>
    internal int CutBefore(string text, int cut)
    {
        for (var at = _byFirst.Count == 0 ? -1 : text.AsSpan().IndexOfAny(_any); at >= 0 && at < cut;)
        {
            var end = EndOf(text, at);
            if (end > cut)
                return at;
            var next = text.AsSpan(end).IndexOfAny(_any);
            at = next < 0 ? -1 : end + next;
        }

        return cut;
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
        var end = at + LongestAt(text, at);
        for (var i = at + 1; i <= end && i < text.Length; i++)
            end = Math.Max(end, i + LongestAt(text, i));
        return end;
    }

    private int LongestAt(string text, int at)
    {
        foreach (var form in _byFirst.GetValueOrDefault(text[at], []))
        {
            if (text.AsSpan(at).StartsWith(form, StringComparison.Ordinal))
                return form.Length;
        }

        return 0;
    }
}
