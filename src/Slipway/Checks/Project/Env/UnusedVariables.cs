namespace Slipway.Checks.Project.Env;

/// <summary><c>env.unused_vars</c></summary>
internal sealed class UnusedVariables() : EnvUseCheck(new("env.unused_vars", "Every variable is used", Severity.Low)
{
    Section = CheckSection.Env,
    Why = "A misspelt name sets nothing, and what is left over hides what matters.",
    Judged = "Variables of the env file that neither the example nor the source names; those that runtimes, frameworks and servers read by themselves are left out.",
    Causes = [new("misspelt", "the name is misspelt"), new("left-over", "the code that read it is gone")],
    Remedy = new("Correct the name, or remove the line."),
    DependsOn = [Readable],
})
{
    private static readonly string[] Platform =
    [
        "PYTHON", "DOTNET_", "ASPNETCORE_", "NODE_", "NPM_", "UV_", "GUNICORN_", "WEB_CONCURRENCY", "TZ", "LANG", "LC_", "PORT", "HOST", "COMPOSE_", "DOCKER_", "POSTGRES_", "PG", "MYSQL_", "MARIADB_", "REDIS_", "PHP_", "SENTRY_",
        "Logging__", "Kestrel__", "AllowedHosts", "ConnectionStrings__", "Serilog__", "OTEL_", "AWS_", "DJANGO_SUPERUSER_", "SLIPWAY_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "LD_", "MALLOC_", "SSL_CERT",
    ];

    // Read by the framework itself since Laravel 11, whose configuration files may be absent.
    private static readonly string[] Laravel = ["APP_", "DB_", "CACHE_", "SESSION_", "QUEUE_", "MAIL_", "LOG_", "BROADCAST_", "FILESYSTEM_", "PUSHER_", "BCRYPT_", "VITE_", "SANCTUM_", "HORIZON_", "TELESCOPE_", "OCTANE_", "SCOUT_", "REVERB_", "MEMCACHED_", "VIEW_"];

    protected override Verdict JudgeUse(EnvUse use)
    {
        var known = use.Scan.Reads.Select(r => r.Read.Key).ToHashSet(StringComparer.Ordinal);
        return Verdict.WarnIf(use.Env.Env.Variables
            .Where(v => !known.Contains(v.Key) && use.Env.Example?.Find(v.Key) is null && !Starts(Platform, v.Key) && !(use.Env.Stack == "laravel" && Starts(Laravel, v.Key)))
            .Select(v => v.Seen("is read by nothing that was found")), "Variables are not used");
    }

    private static bool Starts(string[] prefixes, string key) => prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
}
