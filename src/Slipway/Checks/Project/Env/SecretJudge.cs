namespace Slipway.Checks.Project.Env;

/// <summary>Judges secrets that the project chose itself.</summary>
internal static class SecretJudge
{
    /// <summary>Characters of a password: requirement C2.</summary>
    public const int PasswordLength = 16;

    /// <summary>Characters of a key: 128 bits as hexadecimal digits.</summary>
    public const int KeyLength = 32;

    private const double LeastBitsPerCharacter = 2.5;

    // First in lists of passwords that are tried against new servers, and defaults of images and frameworks.
    private static readonly HashSet<string> Defaults = new(StringComparer.Ordinal)
    {
        "admin", "admin123", "admin1234", "administrator", "password", "password1", "password12", "password123", "passw0rd", "p@ssw0rd", "secret", "secret123", "secretkey", "secret_key", "mysecret", "root", "toor",
        "root123", "postgres", "postgres123", "mysql", "mariadb", "redis", "redis123", "laravel", "django", "symfony", "forge", "homestead", "sail", "guest", "test", "test123", "testing", "demo", "default",
        "user", "changeme123", "123456", "12345678", "123456789", "1234567890", "qwerty", "qwerty123", "letmein", "welcome", "welcome1", "minio", "minioadmin", "rabbitmq", "grafana", "pass", "pass123", "dbpassword", "db_password",
        "supersecret", "super_secret", "super-secret", "topsecret", "masterkey", "keyboard cat", "jwt_secret", "jwtsecret", "your_secret", "django-insecure", "dev", "development", "local", "staging", "production", "app", "web",
    };

    public static SecretStrength Of(string key, string value, IReadOnlyList<string> ownHosts)
    {
        var text = value.Trim();
        if (text.Length == 0)
            return SecretStrength.Empty;
        if (Defaults.Contains(text.ToLowerInvariant()))
            return SecretStrength.KnownDefault;
        if (EnvText.IsPlaceholder(text, ownHosts))
            return SecretStrength.Placeholder;
        if (text.Length < LeastLength(key))
            return SecretStrength.Short;
        return text.Distinct().Count() < 6 || EnvText.BitsPerCharacter(text) < LeastBitsPerCharacter || IsSequence(text) ? SecretStrength.Regular : SecretStrength.Sound;
    }

    /// <summary>What stands inside an address or a connection string is a password.</summary>
    public static int LeastLength(string key) => EnvNames.IsOwnSecret(key) && !EnvNames.IsPassword(key) ? KeyLength : PasswordLength;

    /// <summary>"abcdefgh…", "1234…", or one piece again and again.</summary>
    private static bool IsSequence(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        if (steps.Count(s => s is 1 or -1) > steps.Count * 0.8)
            return true;
        for (var period = 1; period <= Math.Min(8, text.Length / 3); period++)
            if (Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]))
                return true;
        return false;
    }
}
