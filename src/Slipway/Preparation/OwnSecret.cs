using System.Security.Cryptography;

namespace Slipway.Preparation;

/// <summary>A secret that only the app and its own services know, so that Slipway may make it.</summary>
/// <param name="What">"Laravel's application key"</param>
/// <param name="Make">A new value, in the format that its reader wants.</param>
/// <param name="Breaks">What stops working when a used one is replaced, one sentence.</param>
public sealed record OwnSecret(string What, Func<string> Make, string Breaks)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly HashSet<string> Services = new(StringComparer.Ordinal)
    {
        "DB", "DATABASE", "POSTGRES", "POSTGRESQL", "PG", "PGPASSWORD", "MYSQL", "MARIADB", "MONGO", "RABBITMQ", "MINIO", "ELASTIC", "CLICKHOUSE", "MEILI", "MEILISEARCH",
    };

    private static readonly HashSet<string> People = new(StringComparer.Ordinal)
    {
        "ADMIN", "SUPERUSER", "DJANGO", "GRAFANA", "PGADMIN", "FLOWER", "HORIZON", "TELESCOPE", "METRICS", "BASIC", "DASHBOARD", "DEFAULT",
    };

    /// <summary>First words of keys that an app makes up for itself.</summary>
    private static readonly HashSet<string> Owned = new(StringComparer.Ordinal)
    {
        "APP", "JWT", "SESSION", "COOKIE", "AUTH", "NEXTAUTH", "BETTER", "CSRF", "HASH", "HASHIDS", "HMAC", "SIGNING", "SIGNATURE", "INTERNAL", "CRON", "SCHEDULER", "HEALTH",
        "HEALTHCHECK", "METRICS", "ADMIN", "WEBHOOK", "SECRET", "ACCESS", "REFRESH", "REVERB", "PAYLOAD", "ENCRYPTION", "MASTER", "DEPLOY", "MEILI", "MEILISEARCH",
    };

    private static readonly HashSet<string> OwnedTokens = new(StringComparer.Ordinal)
    {
        "INTERNAL", "CRON", "SCHEDULER", "HEALTH", "HEALTHCHECK", "METRICS", "ADMIN", "WEBHOOK", "DEPLOY", "SECRET",
    };

    /// <summary>Null when the key is no secret, or one that another company gives out.</summary>
    public static OwnSecret? Of(string key, string stack)
    {
        var words = key.ToUpperInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || ForeignKey.Of(key) is not null || words.Any(w => w is "CLIENT" or "PUBLIC" or "PUBLISHABLE"))
            return null;
        if (words is ["APP", "KEY"] && stack is "laravel")
            return new("Laravel's application key", LaravelKey,
                "Every session ends, and what the old key encrypted (columns, cookies, signed links) can no longer be read; Laravel 11 and later reads it while the old key stands in APP_PREVIOUS_KEYS.");
        if (words is ["SECRET", "KEY"] or ["DJANGO", "SECRET", "KEY"] or ["FLASK", "SECRET", "KEY"] or ["SECRET", "KEY", "BASE"])
            return new("the framework's secret key", () => Text(64),
                "Every session, password reset link and signed value ends; Django accepts the old key while it stands in SECRET_KEY_FALLBACKS.");
        return Password(words) ?? Key(words);
    }

    private static OwnSecret? Password(string[] words)
    {
        if (words[^1] is not ("PASSWORD" or "PASSWD" or "PASS" or "PGPASSWORD") || words is ["PASSWORD" or "PASS"])
            return null;
        if (words.Any(w => w is "REDIS" or "CACHE" or "VALKEY"))
            return new("the password of Redis", () => Text(32), "Nothing reaches Redis until its requirepass is the new value too.");
        if (words.Any(People.Contains))
            return new("the password of an administrator", () => Text(32), "The person who logs in needs the new one.");
        return Services.Contains(words[0])
            ? new("the password of the database or service", () => Text(32), "Nothing reaches the database until its user has the new password too (ALTER USER … PASSWORD).")
            : null;
    }

    private static OwnSecret? Key(string[] words)
    {
        var owned = Owned.Contains(words[0]) || words.Contains("JWT");
        var secret = words[^1] switch
        {
            "SECRET" or "SALT" or "PEPPER" => owned,
            "KEY" => owned && words[0] is not "ACCESS",
            "TOKEN" => OwnedTokens.Contains(words[0]),
            _ => false,
        };
        if (!secret)
            return null;
        if (words.Contains("ENCRYPTION") || words[0] is "MASTER")
            return new("a key that encrypts data", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), "What the old key encrypted can no longer be read.");
        return words.Contains("JWT") || words[0] is "ACCESS" or "REFRESH"
            ? new("the key that signs tokens", () => Text(64), "Every token that was given out stops being valid: people log in again.")
            : new("a secret of the app's own", () => Text(64), "What was signed or is called with the old one stops working.");
    }

    private static string LaravelKey() => "base64:" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Letters and digits: every env reader, URL and shell takes them as they are.</summary>
    private static string Text(int length) => RandomNumberGenerator.GetString(Letters, length);
}
