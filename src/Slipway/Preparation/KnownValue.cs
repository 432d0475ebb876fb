using Slipway.Stacks;

namespace Slipway.Preparation;

/// <summary>Values that follow from the project file.</summary>
internal static class KnownValue
{
    /// <summary>The value for a key, in the style of the example's; null = the project file does not say.</summary>
    public static string? Of(string key, string example, PreparationFacts facts)
    {
        var environment = facts.Environment;
        return Mode(key, example, facts) ?? (environment.Url is null ? null : Address(key, example, facts)) ?? Service(key, example, facts)
            ?? (key == "APP_NAME" ? environment.App : null);
    }

    private static string? Mode(string key, string example, PreparationFacts facts)
    {
        var name = facts.Environment.Name;
        var mode = facts.Environment.IsProduction ? "production" : name;
        if (facts.Environment.IsLocal)
            return null;
        return key switch
        {
            "APP_ENV" or "DJANGO_ENV" or "ENVIRONMENT" => mode,
            "SENTRY_ENVIRONMENT" => name,
            "NODE_ENV" or "FLASK_ENV" => "production",
            "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" => char.ToUpperInvariant(mode[0]) + mode[1..],
            "APP_DEBUG" or "DEBUG" or "DJANGO_DEBUG" or "FLASK_DEBUG" => Off(example, facts.Stack),
            "LOG_LEVEL" when example is "debug" or "DEBUG" => example == "debug" ? "info" : "INFO",
            _ => null,
        };
    }

    private static string? Address(string key, string example, PreparationFacts facts)
    {
        var url = facts.Environment.Url!.GetLeftPart(UriPartial.Authority);
        var secure = facts.Environment.Url.Scheme == "https";
        var separator = example.Contains(' ') && !example.Contains(',') ? " " : ",";
        return key switch
        {
            "APP_URL" or "SITE_URL" or "BASE_URL" or "PUBLIC_URL" or "NEXTAUTH_URL" or "AUTH_URL" or "APP_BASE_URL" or "ORIGIN" => url,
            "ALLOWED_HOSTS" or "DJANGO_ALLOWED_HOSTS" => string.Join(separator, facts.HostNames),
            "SANCTUM_STATEFUL_DOMAINS" => string.Join(',', facts.HostNames),
            "CSRF_TRUSTED_ORIGINS" or "DJANGO_CSRF_TRUSTED_ORIGINS" or "CORS_ALLOWED_ORIGINS" or "CORS_ORIGINS" =>
                string.Join(separator, facts.HostNames.Select(n => $"{facts.Environment.Url.Scheme}://{n}{(facts.Environment.Url.IsDefaultPort ? "" : $":{facts.Environment.Url.Port}")}")),
            "APP_DOMAIN" or "DOMAIN" or "DOMAIN_NAME" or "SERVER_NAME" or "SITE_DOMAIN" => facts.Environment.Url.IdnHost,
            "SESSION_SECURE_COOKIE" or "SESSION_COOKIE_SECURE" or "CSRF_COOKIE_SECURE" or "SECURE_SSL_REDIRECT" or "DJANGO_SECURE_SSL_REDIRECT" when secure => On(example, facts.Stack),
            _ => null,
        };
    }

    private static string? Service(string key, string example, PreparationFacts facts)
    {
        var services = facts.Environment.Services;
        return key switch
        {
            "DB_DATABASE" when services.Database == "sqlite" => null,
            "DB_DATABASE" or "DB_NAME" or "DATABASE_NAME" or "POSTGRES_DB" or "MYSQL_DATABASE" or "DB_USERNAME" or "DB_USER" or "DATABASE_USER" or "POSTGRES_USER" or "MYSQL_USER" => facts.DatabaseName,
            "DB_CONNECTION" => services.Database switch { "postgresql" => "pgsql", { } other => other, _ => null },
            "DB_PORT" => services.Database switch { "postgresql" => "5432", "mysql" => "3306", _ => null },
            "CACHE_STORE" or "CACHE_DRIVER" or "QUEUE_CONNECTION" or "SESSION_DRIVER" when services.Cache == "redis" && example is "file" or "array" or "sync" or "database" => "redis",
            _ => null,
        };
    }

    private static string Off(string example, string stack) => example switch
    {
        "True" or "False" => "False", "TRUE" or "FALSE" => "FALSE", "1" or "0" => "0", "on" or "off" => "off", "yes" or "no" => "no", "true" or "false" => "false",
        _ => StackCatalogue.Knowledge(stack).False,
    };

    private static string On(string example, string stack) => example switch
    {
        "True" or "False" => "True", "TRUE" or "FALSE" => "TRUE", "1" or "0" => "1", "on" or "off" => "on", "yes" or "no" => "yes", "true" or "false" => "true",
        _ => StackCatalogue.Knowledge(stack).True,
    };
}
