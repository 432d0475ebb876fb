using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Env;

/// <summary>What variables are called: by frameworks, by vendors and by habit.</summary>
internal static class EnvNames
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

    /// <summary>Keys of frameworks that have a check of their own.</summary>
    public static bool IsFrameworkKey(string key, string stack) => Stacks.StackCatalogue.Knowledge(stack).FrameworkKeys.Contains(key);

    /// <summary>What a secret opens: variables of one family may hold the same value.</summary>
    public static string Family(string key)
    {
        var words = NameWords.Of(key);
        if (words.Any(w => w is "DB" or "DATABASE" or "POSTGRES" or "POSTGRESQL" or "PG" or "MYSQL" or "MARIADB" or "SQL"))
            return words.Contains("ROOT") ? "database-root" : "database";
        return words.FirstOrDefault(w => w is "REDIS" or "CELERY" or "CACHE" or "BROKER" or "RABBITMQ") is { } broker ? broker == "RABBITMQ" ? broker : "redis"
            : words.Any(w => w is "MAIL" or "EMAIL" or "SMTP") ? "mail" : key;
    }

    /// <summary>Files that an env file is made from, the most special first.</summary>
    public static IReadOnlyList<string> Examples(string environment) =>
    [
        $".env.{environment}.example", $"env.{environment}.example", $".env.example.{environment}", ".env.example", "env.example", ".env.dist", ".env.sample", ".env.template",
    ];
}
