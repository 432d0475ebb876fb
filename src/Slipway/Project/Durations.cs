using System.Globalization;

namespace Slipway.Project;

/// <summary>Durations as people write them: 500ms, 60s, 2m, 1h.</summary>
public static class Durations
{
    /// <summary>null when the text is not digits (at most nine) and one of the units ms, s, m, h.</summary>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 9 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return text.AsSpan(digits) switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    /// <summary>The shortest text that <see cref="Parse"/> reads back, to the millisecond.</summary>
    public static string Text(TimeSpan duration)
    {
        var ms = (long)duration.TotalMilliseconds;
        return ms % 1000 != 0 ? $"{ms}ms"
            : ms % 60_000 != 0 || ms == 0 ? $"{ms / 1000}s"
            : ms % 3_600_000 != 0 ? $"{ms / 60_000}m"
            : $"{ms / 3_600_000}h";
    }
}
