using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Env;

/// <summary>What variables are called: by frameworks, by vendors and by habit.</summary>
internal static partial class EnvNames
{
    /// <summary>In which mode the app runs.</summary>
    public static readonly string[] Mode = ["APP_ENV", "NODE_ENV", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DJANGO_ENV", "FLASK_ENV", "RAILS_ENV"];

    public static readonly string[] Debug = ["APP_DEBUG", "DEBUG", "DJANGO_DEBUG", "FLASK_DEBUG", "ASPNETCORE_DETAILEDERRORS", "DOTNET_DETAILEDERRORS"];

    public static readonly string[] DjangoKey = ["SECRET_KEY", "DJANGO_SECRET_KEY"];

    /// <summary>The app's own public address.</summary>
    public static readonly string[] OwnUrl = ["APP_URL", "SITE_URL", "BASE_URL", "PUBLIC_URL", "ASSET_URL"];

    public static readonly string[] AllowedHosts = ["ALLOWED_HOSTS", "DJANGO_ALLOWED_HOSTS", "AllowedHosts"];

    public static readonly string[] TrustedOrigins = ["CSRF_TRUSTED_ORIGINS", "DJANGO_CSRF_TRUSTED_ORIGINS"];

    public static readonly string[] CorsOrigins = ["CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST", "CORS_ORIGINS", "CORS_ORIGIN", "ALLOWED_ORIGINS"];

    public static readonly string[] CorsAll = ["CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"];

    private static readonly string[] SecretWords = ["PASSWORD", "PASS", "PASSWD", "PWD", "SECRET", "TOKEN", "KEY", "PRIVATE", "SALT", "CREDENTIALS"];

    private static readonly string[] HarmlessWords = ["PUBLIC", "PUBLISHABLE", "ID", "PATH", "FILE", "PREFIX", "NAME", "HEADER", "ALGORITHM", "ALGO", "LENGTH", "TTL", "LIFETIME", "EXPIRES", "EXPIRATION", "TIMEOUT", "ROUNDS", "URL", "MODE", "TYPE", "DAYS", "HOURS", "MINUTES", "SECONDS", "VERSION", "ENABLED", "COST"];

    // Whose keys have their own form and length.
    private static readonly string[] Vendors =
    [
        "STRIPE", "DJSTRIPE", "MOYASAR", "TAQNYAT", "PLUGGY", "AWS", "GOOGLE", "FACEBOOK", "META", "GITHUB", "GITLAB", "SENTRY", "MAILGUN", "POSTMARK", "SENDGRID", "RESEND", "SES",
        "TWILIO", "PUSHER", "MIX", "VITE", "OPENAI", "ANTHROPIC", "PAYPAL", "CLOUDFLARE", "DO", "DIGITALOCEAN", "SLACK", "TELEGRAM", "RECAPTCHA", "HCAPTCHA", "TURNSTILE", "ALGOLIA", "MAIL", "EMAIL", "SMTP", "FIREBASE", "FCM", "TAP", "HYPERPAY",
    ];

    /// <summary>Keys of frameworks that have a check of their own.</summary>
    public static bool IsFrameworkKey(string key, string stack) => (key == "APP_KEY" && stack == "laravel") || (stack == "django" && DjangoKey.Contains(key));

    public static bool IsSecret(string key)
    {
        var words = Words(key);
        return words.Any(SecretWords.Contains) && !HarmlessWords.Contains(words[^1]) && !words.Any(w => w is "PUBLIC" or "PUBLISHABLE") && !IsFrontEnd(key);
    }

    public static bool IsPassword(string key) => IsSecret(key) && Words(key).Any(w => w is "PASSWORD" or "PASS" or "PASSWD" or "PWD");

    // Who issues these has a form and a length for them: MAPS_API_KEY, OAUTH_CLIENT_SECRET.
    private static readonly string[] Issued = ["API", "CLIENT", "ACCESS", "LICENSE", "LICENCE"];

    /// <summary>A secret that the project chose itself: its strength can be judged.</summary>
    public static bool IsOwnSecret(string key) => IsSecret(key) && !Words(key).Any(word => Vendors.Contains(word) || Issued.Contains(word));

    /// <summary>Shown to every visitor by the build tool.</summary>
    public static bool IsFrontEnd(string key) => key.StartsWith("VITE_", StringComparison.Ordinal) || key.StartsWith("NEXT_PUBLIC_", StringComparison.Ordinal) || key.StartsWith("REACT_APP_", StringComparison.Ordinal);

    /// <summary>What a secret opens: variables of one family may hold the same value.</summary>
    public static string Family(string key)
    {
        var words = Words(key);
        if (words.Any(w => w is "DB" or "DATABASE" or "POSTGRES" or "POSTGRESQL" or "PG" or "PGPASSWORD" or "MYSQL" or "MARIADB" or "SQL"))
            return words.Contains("ROOT") ? "database-root" : "database";
        return words.FirstOrDefault(w => w is "REDIS" or "CELERY" or "CACHE" or "BROKER" or "RABBITMQ") is { } broker ? broker == "RABBITMQ" ? broker : "redis"
            : words.Any(w => w is "MAIL" or "EMAIL" or "SMTP") ? "mail" : key;
    }

    /// <summary>Files that an env file is made from, the most special first.</summary>
    public static IReadOnlyList<string> Examples(string environment) =>
    [
        $".env.{environment}.example", $"env.{environment}.example", $".env.example.{environment}", ".env.example", "env.example", ".env.dist", ".env.sample", ".env.template",
    ];

    /// <summary>DB_PASSWORD → DB, PASSWORD; Jwt__SigningKey → JWT, SIGNING, KEY.</summary>
    public static IReadOnlyList<string> Words(string key) =>
        WordEnd().Replace(key, "_").ToUpperInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : [key];

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordEnd();
}
