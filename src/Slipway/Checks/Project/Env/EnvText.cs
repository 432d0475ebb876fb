using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Slipway.EnvFiles;

namespace Slipway.Checks.Project.Env;

/// <summary>What a value looks like.</summary>
internal static partial class EnvText
{
    public static bool IsTrue(string value) => Flag(value) == true;

    /// <summary>True or false as frameworks take it; null when it is neither.</summary>
    public static bool? Flag(string value) => value.Trim().ToLowerInvariant() switch
    {
        "true" or "(true)" or "1" or "yes" or "on" or "y" or "t" => true,
        "false" or "(false)" or "0" or "no" or "off" or "n" or "f" or "" or "null" or "(null)" or "none" => false,
        _ => null,
    };

    /// <summary>Something that a person was meant to replace.</summary>
    /// <param name="ownHosts">The app's own host names: they may well end in example.com.</param>
    public static bool IsPlaceholder(string value, IReadOnlyList<string> ownHosts)
    {
        var text = value.Trim().ToLowerInvariant();
        if (text.Length == 0)
            return false;
        return PlaceholderValue.Says(text) || ExampleDomain().Matches(text).Any(m => !ownHosts.Any(own => IsOwn(m.Groups["host"].Value, own)));
    }

    private static bool IsOwn(string host, string own)
    {
        var site = own.StartsWith("www.", StringComparison.Ordinal) ? own[4..] : own;
        var labels = site.Split('.');
        var domain = string.Join('.', labels[Math.Max(0, labels.Length - 2)..]);
        return host == own || (host != domain && host != "www." + domain && host.EndsWith("." + domain, StringComparison.Ordinal));
    }

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

    /// <summary>Bits of information for each character, from the frequencies of its characters.</summary>
    public static double BitsPerCharacter(string value) =>
        value.Length == 0 ? 0 : value.GroupBy(c => c).Sum(g => -(double)g.Count() / value.Length * Math.Log2((double)g.Count() / value.Length));

    [GeneratedRegex(@"(?<host>(?:[a-z0-9-]+\.)*(?:example\.(?:com|org|net)|yourdomain\.[a-z]+|domain\.com|mydomain\.[a-z]+|\b[a-z0-9-]+\.example))\b")]
    private static partial Regex ExampleDomain();

    [GeneratedRegex(@"^(?:[^<>@]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$")]
    private static partial Regex Email();
}
