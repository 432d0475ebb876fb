using System.Globalization;

namespace Slipway.Hosts.Observed;

/// <summary>Numbers in what a host writes; null when there is none.</summary>
internal static class Numbers
{
    public static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? Fraction(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
