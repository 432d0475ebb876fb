using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Env;

/// <summary>What a value looks like.</summary>
internal static partial class ValueForms
{
    public static bool IsTrue(string value) => Flag(value) == true;

    /// <summary>True or false as frameworks take it; null when it is neither.</summary>
    public static bool? Flag(string value) => value.Trim().ToLowerInvariant() switch
    {
        "true" or "(true)" or "1" or "yes" or "on" or "y" or "t" => true,
        "false" or "(false)" or "0" or "no" or "off" or "n" or "f" or "" or "null" or "(null)" or "none" => false,
        _ => null,
    };

    public static Uri? Url(string value) =>
        Uri.TryCreate(value.Trim(), UriKind.Absolute, out var url) && value.Contains("://", StringComparison.Ordinal) ? url : null;

    public static bool IsLocal(string host) =>
        host is "localhost" or "127.0.0.1" or "0.0.0.0" or "::1" or "[::1]" || host.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    public static bool IsWhole(string value, long least, long most) =>
        long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    public static bool IsEmail(string value) => Email().IsMatch(value.Trim());

    /// <summary>Items of a list with commas, as written: blanks are part of an item.</summary>
    public static string[] Items(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Items of a list, trimmed; a JSON or Python list of texts is one too.</summary>
    public static string[] TrimmedItems(string value) =>
        [.. value.Trim().Trim('[', ']').Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(i => i.Trim('"', '\''))];

    [GeneratedRegex(@"^(?:[^<>@]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$")]
    private static partial Regex Email();
}
