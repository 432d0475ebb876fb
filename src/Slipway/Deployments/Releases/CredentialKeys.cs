using System.Text.RegularExpressions;
using Slipway.EnvFiles;

namespace Slipway.Deployments.Releases;

/// <summary>
/// Which entries of an env file are credentials: what someone rotates, and what an old value no longer opens. Decided by the words of
/// the key (<c>DB_PASSWORD</c>, <c>Smtp__ApiKey</c>), or by a value that carries a password (a URL with one, a connection string).
/// </summary>
internal static partial class CredentialKeys
{
    /// <summary>A word that ends with one of these, wherever it stands (PGPASSWORD is one word).</summary>
    private static readonly string[] Anywhere = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "TOKENS", "CREDENTIAL", "CREDENTIALS", "DSN", "APIKEY"];

    private static readonly HashSet<string> AtTheEnd = new(StringComparer.Ordinal) { "KEY", "KEYS", "PASS", "PWD", "AUTH" };

    /// <summary>Last words that make it a setting about a credential, or the place of one.</summary>
    private static readonly HashSet<string> Settings = new(StringComparer.Ordinal)
    {
        "TTL", "LIFETIME", "EXPIRY", "EXPIRES", "EXPIRATION", "TIMEOUT", "LENGTH", "MIN", "MAX", "ROUNDS", "ALGORITHM", "ENABLED", "PREFIX", "NAME",
        "HEADER", "FILE", "PATH", "FOLDER", "DRIVER", "BROKER",
    };

    /// <summary>Keys that are credentials by name alone.</summary>
    public static bool IsCredential(string key)
    {
        var words = Word().Matches(key).Select(w => w.Value.ToUpperInvariant()).ToList();
        if (words.Count == 0 || Settings.Contains(words[^1]))
            return false;
        return words.Any(w => Anywhere.Any(end => w.EndsWith(end, StringComparison.Ordinal))) || AtTheEnd.Contains(words[^1])
            || words is [.., "KEY", "ID"] or [.., "DATABASE", "URL"];
    }

    /// <summary>True when either value shows that the key holds a credential, or its name does.</summary>
    public static bool IsCredential(EnvEntry old, EnvEntry present) =>
        IsCredential(old.Key) || Carries(old.Value.Reveal()) || Carries(present.Value.Reveal());

    /// <summary>The key of the user that belongs to a password: DB_USERNAME of DB_PASSWORD. Both are rotated together.</summary>
    public static bool IsUserOf(string key, IEnumerable<string> credentials)
    {
        var match = User().Match(key);
        return match.Success && credentials.Any(c => c.Length > match.Groups["of"].Length
            && c.StartsWith(match.Groups["of"].Value, StringComparison.Ordinal) && Password().IsMatch(c[match.Groups["of"].Length..]));
    }

    private static bool Carries(string value) => UrlWithPassword().IsMatch(value) || ConnectionString().IsMatch(value);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("^(?<of>.*?)(USER|USERNAME|USER_NAME|LOGIN|User|UserName|Username)$")]
    private static partial Regex User();

    [GeneratedRegex("^(PASSWORD|PASSWD|PASS|PWD|Password)$")]
    private static partial Regex Password();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*://[^/@\\s]*:[^/\\s]+@")]
    private static partial Regex UrlWithPassword();

    [GeneratedRegex("(^|;)\\s*(Password|Pwd|SharedAccessKey|AccountKey)\\s*=\\s*[^;]", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
}
