using System.Buffers;

namespace Slipway.Text;

/// <summary>Tells random text from words and names.</summary>
public static class Randomness
{
    private const int ShortestHex = 32;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>Shannon's entropy, bits a character.</summary>
    public static double Entropy(ReadOnlySpan<char> value)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var c in value)
            counts[c & 0xFF]++;
        var sum = 0.0;
        foreach (var count in counts)
            if (count > 0)
                sum -= count * Math.Log2((double)count / value.Length);
        return sum / value.Length;
    }

    public static int Distinct(ReadOnlySpan<char> value)
    {
        Span<bool> seen = stackalloc bool[256];
        var distinct = 0;
        foreach (var c in value)
        {
            distinct += seen[c & 0xFF] ? 0 : 1;
            seen[c & 0xFF] = true;
        }

        return distinct;
    }

    /// <summary>How often the kind of character changes; the step from a word's capital to its small letters is none.</summary>
    public static int Changes(ReadOnlySpan<char> value)
    {
        var changes = 0;
        for (var i = 1; i < value.Length; i++)
            if (Kind(value[i - 1]) != Kind(value[i]) && !(char.IsAsciiLetterUpper(value[i - 1]) && char.IsAsciiLetterLower(value[i])))
                changes++;
        return changes;
    }

    /// <summary>Looks like a generated token, not like words put together: letters and digits mixed, few repeats.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value)
    {
        if (!HasLetterAndDigit(value) || Changes(value) * 5 < value.Length)
            return false;
        return value.ContainsAnyExcept(Hex) ? Entropy(value) >= 3.5 && Digits(value) >= 2 : value.Length >= ShortestHex && Entropy(value) >= 3.0;
    }

    public static bool HasLetterAndDigit(ReadOnlySpan<char> value) =>
        value.ContainsAnyInRange('0', '9') && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z'));

    private static int Digits(ReadOnlySpan<char> value)
    {
        var digits = 0;
        foreach (var c in value)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits;
    }

    private static int Kind(char c) => char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetterLower(c) ? 1 : char.IsAsciiLetterUpper(c) ? 2 : 3;
}
