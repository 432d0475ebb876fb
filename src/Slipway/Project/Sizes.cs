using System.Globalization;

namespace Slipway.Project;

/// <summary>Sizes as people write them: 512k, 64M, 2G.</summary>
public static class Sizes
{
    /// <summary>In bytes; null when the text is not digits (at most nine) and one of the units k, M, G, in either case.</summary>
    public static long? Parse(string text) =>
        text.Length is > 1 and < 11 && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? char.ToLowerInvariant(text[^1]) switch { 'k' => number << 10, 'm' => number << 20, 'g' => number << 30, _ => null }
            : null;

    /// <summary>The shortest text that <see cref="Parse"/> reads back.</summary>
    public static string Text(long bytes) =>
        bytes % (1L << 30) == 0 ? $"{bytes >> 30}G" : bytes % (1L << 20) == 0 ? $"{bytes >> 20}M" : $"{bytes >> 10}k";
}
