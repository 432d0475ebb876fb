using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Files;

/// <summary>Which variables hold secrets, by name, and which values are no secret.</summary>
internal static partial class SecretNames
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "admin123", "administrator", "password", "password1", "password123", "passw0rd", "pass", "pass123", "secret", "secret123", "root", "toor", "postgres", "postgresql",
        "mysql", "mariadb", "redis", "laravel", "django", "homestead", "changeme", "changeme123", "change-me", "change_me", "default", "guest", "user", "test", "test123", "demo",
        "example", "1234", "12345", "123456", "12345678", "123456789", "qwerty", "letmein", "minioadmin", "rabbitmq", "grafana", "app", "foobared", "sail", "supersecret", "mysecretpassword",
        "db_password", "welcome", "welcome1", "dev", "local", "docker",
    };

    public static bool IsSecret(string key) => Secret().IsMatch(key) && !NotSecret().IsMatch(key);

    /// <summary>A password that everybody tries first.</summary>
    public static bool IsDefault(string value) => Known.Contains(value);

    /// <summary>A switch, a number, a path or nothing at all.</summary>
    public static bool IsHarmless(string value) =>
        value.Length < 4 || value is "true" or "false" or "null" or "none" or "None" || value.StartsWith('/') || value.StartsWith("./", StringComparison.Ordinal)
        || value.StartsWith('<') || value.StartsWith("{{", StringComparison.Ordinal) || value.All(char.IsAsciiDigit);

    /// <summary>The password in an address (<c>postgres://user:password@host/name</c>); null when it has none.</summary>
    public static string? InAddress(string value) => Address().Match(value) is { Success: true } match ? match.Groups["password"].Value : null;

    [GeneratedRegex("(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD|SECRET|SECRET_KEY|SECRET_KEY_BASE|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|APP_KEY|ENCRYPTION_KEY|SIGNING_KEY|JWT_KEY|MASTER_KEY)$|(?:PASSWORD|SECRET|APIKEY)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();

    [GeneratedRegex("PUBLIC|PUBLISHABLE|_FILE$|ALLOW_EMPTY|RANDOM_ROOT|^PWD$|OLDPWD", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotSecret();

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\s:@]*:(?<password>[^/\s@]+)@", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
