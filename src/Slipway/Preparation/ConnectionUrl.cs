using Slipway.EnvFiles;
using Slipway.EnvFiles.Names;

namespace Slipway.Preparation;

/// <summary>DATABASE_URL and REDIS_URL: made of the example's address, the app's database name and the password that stands elsewhere in the file.</summary>
internal static class ConnectionUrl
{
    private static readonly string[] DatabasePasswords = ["DB_PASSWORD", "DATABASE_PASSWORD", "POSTGRES_PASSWORD", "MYSQL_PASSWORD"];

    public static bool Is(string key) => key is "DATABASE_URL" or "DB_URL" or "REDIS_URL" or "CACHE_URL" or "CELERY_BROKER_URL" or "CELERY_RESULT_BACKEND";

    /// <summary>Null when the value is not an address, refers to other variables, or needs no password.</summary>
    /// <param name="make">Makes a password when the file has none.</param>
    public static string? Of(string key, string value, EnvReading file, PreparationFacts facts, Func<string> make)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || value.Contains('$'))
            return null;
        var rest = value[(scheme + 3)..];
        var at = rest.LastIndexOf('@');
        var (address, slash) = (rest[(at + 1)..], rest.IndexOf('/', at + 1));
        if (value.StartsWith("redis", StringComparison.Ordinal))
            return file.Find("REDIS_PASSWORD")?.Reveal() is { Length: > 0 } redis && redis != "null" ? $"{value[..scheme]}://:{redis}@{address}" : null;
        if (key is not ("DATABASE_URL" or "DB_URL") || at < 0 || slash < 0)
            return null;
        var query = rest.IndexOf('?', slash) is >= 0 and var found ? rest[found..] : "";
        var host = PlaceholderValue.Is(rest[(at + 1)..slash]) ? "127.0.0.1" : rest[(at + 1)..slash];
        var password = DatabasePasswords.Select(k => file.Find(k)?.Reveal()).FirstOrDefault(v => v is { Length: > 0 }) ?? make();
        return $"{value[..scheme]}://{facts.DatabaseName}:{password}@{host}/{facts.DatabaseName}{query}";
    }
}
