using System.Text.RegularExpressions;
using Slipway.Text;

namespace Slipway.EnvFiles.Names;

/// <summary>Whether a value is a secret, told from it and the name that it is given to.</summary>
public static partial class SecretValue
{
    private const int ShortestUnnamed = 16;

    /// <summary>
    /// True when the name says secret and the value may be one, or when the name perhaps does and the value looks like one. Switches,
    /// numbers and paths are no secrets; a number that is given as a password is one, and a bad one.
    /// </summary>
    public static bool Is(string key, string value) => SecretName.Of(key) switch
    {
        SecretNaming.Yes => !IsHarmless(value) || (IsNumber(value) && (SecretName.IsPassword(key) || DefaultPassword.Is(value))),
        SecretNaming.Perhaps => !IsHarmless(value) && value.Length >= ShortestUnnamed && Randomness.IsRandom(value),
        _ => false,
    };

    /// <summary>A switch, a number, a path, a key that is made for browsers, or nothing at all.</summary>
    public static bool IsHarmless(string value) => Words().IsMatch(value) || IsNumber(value) || (Path().IsMatch(value) && !Randomness.IsRandom(value));

    /// <summary>The password in an address (<c>postgres://user:password@host/name</c>); null when it has none.</summary>
    public static string? InAddress(string value) => Address().Match(value) is { Success: true } match ? match.Groups["password"].Value : null;

    private static bool IsNumber(string value) => Number().IsMatch(value);

    [GeneratedRegex(@"^\s*(true|false|\((true|false|null|empty)\)|yes|no|on|off|null|none|nil|undefined|enabled?|disabled?|pk_(live|test)_\w+)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*-?[0-9]+(\.[0-9]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(~|\.{1,2})?/[^\s:@]*$|^file:|^[A-Za-z]:\\", RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\s:@]*:(?<password>[^/\s@]+)@", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
