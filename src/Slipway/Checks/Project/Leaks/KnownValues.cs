using System.Buffers;
using System.Text;
using Slipway.Secrets;
using Slipway.Text;

namespace Slipway.Checks.Project.Leaks;

/// <summary>Values of the env file that must stand nowhere else, by the key they belong to.</summary>
public sealed class KnownValues
{
    /// <summary>Shorter values would hit ordinary words.</summary>
    public const int MinLength = 8;

    public static readonly KnownValues None = new([]);

    private readonly Lazy<SearchValues<string>> _any;
    private readonly IReadOnlyList<KeyValuePair<string, Secret>> _all;
    private readonly Lazy<List<KnownValue>> _values;

    /// <param name="values">Key and value; those that are short, weak or a placeholder are left out: they stand everywhere.</param>
    public KnownValues(IEnumerable<KeyValuePair<string, Secret>> values)
    {
        _all = [.. values];
        // Made when a text is searched: most runs know all texts.
        _values = new(() => [.. _all.Select(pair => new KnownValue(pair.Key, Bytes(pair.Value.Reveal())))
            .Where(known => known.Value.Length >= MinLength && !Dummies.IsDummy(known.Value) && !Dummies.IsWeak(known.Value) && Randomness.HasLetterAndDigit(known.Value))
            .OrderByDescending(known => known.Value.Length)]);
        _any = new(() => SearchValues.Create([.. _values.Value.Select(known => known.Value)], StringComparison.Ordinal));
    }

    internal ulong IdOf(Fingerprints fingerprints) => _all.Count == 0 ? 0 : fingerprints.Of(string.Join('\0', _all.Select(pair => pair.Key + "=" + pair.Value.Reveal())));

    /// <summary>Where the next value begins, -1 without one.</summary>
    internal int Next(ReadOnlySpan<char> text, int from, out string key, out int length)
    {
        var hit = _values.Value.Count == 0 ? -1 : text[from..].IndexOfAny(_any.Value);
        (key, length) = ("", 0);
        if (hit < 0)
            return -1;
        foreach (var (name, value) in _values.Value)
        {
            if (!text[(from + hit)..].StartsWith(value))
                continue;
            (key, length) = (name, value.Length);
            return from + hit;
        }

        return -1;
    }

    private sealed record KnownValue(string Key, string Value);

    // Texts are searched a character for each byte.
    private static string Bytes(string value) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));
}
