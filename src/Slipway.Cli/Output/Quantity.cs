using System.Globalization;

namespace Slipway.Cli.Output;

/// <summary>Durations and amounts as people read them.</summary>
internal static class Quantity
{
    /// <summary>12 ms · 0.9 s · 42 s · 3 min 05 s</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalMilliseconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        { TotalSeconds: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Round(span.TotalSeconds) / 60} min {(long)Math.Round(span.TotalSeconds) % 60:00} s"),
    };

    public static string Duration(long milliseconds) => Duration(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>How long ago, roughly: 42 s · 12 min · 5 h · 3 days</summary>
    public static string Age(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Floor(span.TotalSeconds)):0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalMinutes):0} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalHours):0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalDays):0} days"),
    };

    /// <summary>Seconds only, for a clock that ticks.</summary>
    public static string Elapsed(TimeSpan span) => span.TotalSeconds < 10
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s")
        : Duration(span);

    /// <summary>1 file · 2 files</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>812 B · 12.4 kB · 32.0 MB (powers of 1000)</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 999_950 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 999_950_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>"12.1 of 32.0 MB" or "3 of 40 files".</summary>
    public static string Progress(long done, long total, string unit) => unit == "bytes"
        ? $"{Bytes(done)} of {Bytes(total)}"
        : string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} {unit}");
}
