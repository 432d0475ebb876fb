using System.Text.RegularExpressions;
using Slipway.Text;

namespace Slipway.EnvFiles.Names;

/// <summary>
/// Values that may stand in ordinary output, because they are known to be no secret: switches, numbers, paths, and names of hosts, modes,
/// drivers and the like under names that ask for one. All others are hidden.
/// </summary>
public static partial class ShownValue
{
    /// <summary>Last words of names that ask for a plain word.</summary>
    private static readonly HashSet<string> Nouns = new(StringComparer.Ordinal)
    {
        "ENV", "ENVIRONMENT", "NAME", "LOCALE", "TIMEZONE", "TZ", "LANG", "MODULE", "CHANNEL", "LEVEL", "CONNECTION", "DRIVER", "STORE", "DISK", "MAILER", "HOST", "HOSTS", "PORT", "DATABASE", "DB",
        "URL", "URI", "DOMAIN", "SCHEME", "REGION", "PREFIX", "ENGINE", "BACKEND", "DIALECT", "MODE", "TYPE", "CHARSET", "COLLATION", "ENCRYPTION", "ADDRESS", "STACK", "VERSION", "FORMAT", "QUEUE",
        "USER", "USERNAME", "ORIGIN", "ORIGINS", "SETTINGS",
    };

    public static bool Is(string key, string value)
    {
        if (SecretName.Of(key) != SecretNaming.No)
            return SecretValue.IsHarmless(value) && !SecretValue.Is(key, value);
        return SecretValue.IsHarmless(value) || Local().IsMatch(value)
            || (Nouns.Contains(NameWords.Of(key)[^1]) && SecretValue.InAddress(value) is null && (Plain().IsMatch(value) || Address().IsMatch(value)) && !Randomness.IsRandom(value));
    }

    [GeneratedRegex("^(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|::1)(:[0-9]+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Local();

    // Also a few words: APP_NAME="Finance Tracker".
    [GeneratedRegex(@"^[\p{L}0-9 ._:,@-]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    // Neither user nor query: tokens stand there, and in the paths of web hooks.
    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.-]*://[^\s/@?#]+/?$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
