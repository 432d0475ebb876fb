using System.Buffers;
using Slipway.Text;

namespace Slipway.Checks.Project.Leaks;

/// <summary>Matchers for tokens that are a fixed start and a run of certain characters.</summary>
internal static class Tokens
{
    public static readonly SearchValues<char> Word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    public static readonly SearchValues<char> Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    public static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    public static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    public static readonly SearchValues<char> Base32 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    private const int MostShown = 8;
    private const int LongestHash = 100;

    /// <summary>The anchor, then a run of <paramref name="least"/> to <paramref name="most"/> characters that looks random.</summary>
    public static LeakMatcher Run(SearchValues<char> characters, int least, int most = 0) => (text, at, anchor) =>
    {
        if (at > 0 && (Word.Contains(text[at - 1]) || IsInHash(text, at)))
            return null;
        var length = RunLength(text[(at + anchor)..], characters);
        if (length < least || length > (most == 0 ? least : most))
            return null;
        var value = text.Slice(at, anchor + length);
        return Dummies.IsDummy(value) || Randomness.Entropy(value[anchor..]) < 2.8 ? null : new LeakMatch(at, value.Length, Math.Min(anchor, MostShown));
    };

    /// <summary>Inside <c>sha512-…</c> of an integrity: base64, in which every start comes up one day.</summary>
    private static bool IsInHash(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestHash && (Base64.Contains(text[start - 1]) || text[start - 1] == '-'))
            start--;
        var run = text[start..at];
        return run.StartsWith("sha1-") || run.StartsWith("sha256-") || run.StartsWith("sha384-") || run.StartsWith("sha512-");
    }

    /// <summary>sk_live_…, rk_test_…: Stripe's and Moyasar's secret and restricted keys; the public ones (pk_) are made for browsers.</summary>
    public static LeakMatch? PaymentKey(ReadOnlySpan<char> text, int at, int anchor) =>
        at > 0 && text[at - 1] is 's' or 'r' ? RunOfKey(text, at - 1, anchor + 1) : null;

    private static readonly LeakMatcher RunOfKey = Run(Word, 16, 250);

    public static int RunLength(ReadOnlySpan<char> text, SearchValues<char> characters) =>
        text.IndexOfAnyExcept(characters) is var end && end < 0 ? text.Length : end;
}
