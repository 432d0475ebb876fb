namespace Slipway.EnvFiles.Names;

/// <summary>Tells from its name whose a secret is.</summary>
public static class SecretOwners
{
    private static readonly HashSet<string> Services = new(StringComparer.Ordinal)
    {
        "DB", "DATABASE", "POSTGRES", "POSTGRESQL", "PG", "MYSQL", "MARIADB", "MONGO", "MONGODB", "RABBITMQ", "MINIO", "ELASTIC", "CLICKHOUSE", "MEILI", "MEILISEARCH",
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

    // Who issues these has a form and a length for them, whoever it is: MAPS_API_KEY, OAUTH_CLIENT_SECRET.
    private static readonly HashSet<string> Issued = new(StringComparer.Ordinal) { "CLIENT", "LICENSE", "LICENCE" };

    /// <inheritdoc cref="SecretOwner"/>
    public static SecretOwner Of(string key)
    {
        if (SecretName.Of(key) != SecretNaming.Yes)
            return SecretOwner.None;
        var words = NameWords.Of(key);
        return words.Any(Issued.Contains) || VendorKey.IsNamedIn(words) ? SecretOwner.Vendor
            : Kind(key) is not null ? SecretOwner.Own
            : words.Contains("API") || words.Contains("ACCESS") ? SecretOwner.Vendor
            : SecretOwner.Chosen;
    }

    /// <summary>What an own secret is for; null when it is none.</summary>
    public static OwnKind? Kind(string key)
    {
        var words = NameWords.Of(key);
        if (SecretName.Of(key) != SecretNaming.Yes || words.Any(Issued.Contains) || VendorKey.IsNamedIn(words))
            return null;
        return words switch
        {
            ["APP", "KEY"] => OwnKind.LaravelKey,
            ["SECRET", "KEY"] or ["DJANGO" or "FLASK", "SECRET", "KEY"] or ["SECRET", "KEY", "BASE"] => OwnKind.FrameworkKey,
            _ => SecretName.IsPassword(key) ? Password(words) : Key(words),
        };
    }

    private static OwnKind? Password(IReadOnlyList<string> words) =>
        words.Count == 1 ? null
        : words.Any(w => w is "REDIS" or "CACHE" or "VALKEY") ? OwnKind.CachePassword
        : words.Any(People.Contains) ? OwnKind.AdministratorPassword
        : Services.Contains(words[0]) ? OwnKind.ServicePassword : null;

    private static OwnKind? Key(IReadOnlyList<string> words)
    {
        var owned = Owned.Contains(words[0]) || words.Contains("JWT");
        var secret = words[^1] switch
        {
            "SECRET" or "SALT" or "PEPPER" => owned,
            "KEY" => owned && words[0] is not "ACCESS",
            "TOKEN" => OwnedTokens.Contains(words[0]),
            _ => false,
        };
        return !secret ? null
            : words.Contains("ENCRYPTION") || words[0] is "MASTER" ? OwnKind.EncryptionKey
            : words.Contains("JWT") || words[0] is "ACCESS" or "REFRESH" ? OwnKind.SigningKey : OwnKind.Other;
    }
}
