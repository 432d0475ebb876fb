using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Cli.Demo;

/// <summary>What the guest book's page says of itself: a version from each part, so that a mix of two releases shows.</summary>
/// <param name="Versions">The whole line, as on the page.</param>
/// <param name="Stylesheet">Its address.</param>
internal sealed partial record GuestBookPage(int Code, int Config, int Template, int Asset, string Release, string Versions, string Stylesheet)
{
    /// <summary>True when the parts come from different versions.</summary>
    public bool IsMixed => Config != Code || Template != Code || Asset != Code;

    /// <summary>Null when this is not the guest book's page.</summary>
    public static GuestBookPage? Read(string html)
    {
        var versions = VersionsLine().Match(html);
        var sheet = StylesheetLink().Match(html);
        return !versions.Success || !sheet.Success ? null : new(
            Number(versions, "code"), Number(versions, "config"), Number(versions, "template"), Number(versions, "asset"),
            versions.Groups["release"].Value, versions.Groups["all"].Value, sheet.Groups["path"].Value);
    }

    /// <summary>"code=2 release=2-1f0a", the answer of /slow; null when it is something else.</summary>
    public static string? ReleaseOfSlow(string text) => SlowAnswer().Match(text) is { Success: true } match ? match.Groups["release"].Value : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<p id=\"versions\">(?<all>code=(?<code>[0-9]{1,6}) config=(?<config>[0-9]{1,6}) template=(?<template>[0-9]{1,6}) asset=(?<asset>[0-9]{1,6}) env=[^<]* release=(?<release>[^< ]+))</p>")]
    private static partial Regex VersionsLine();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<path>[^\"]+)\">")]
    private static partial Regex StylesheetLink();

    [GeneratedRegex("^code=[0-9]+ release=(?<release>[^ \n]+)\n$")]
    private static partial Regex SlowAnswer();
}
