namespace Slipway.Checks.Project.Env;

/// <summary><c>env.redis_policy</c></summary>
internal sealed class RedisPolicy() : EnvCheck(new("env.redis_policy", "Queue and cache have a Redis instance each", Severity.High)
{
    Section = CheckSection.Env,
    Why = "An instance that evicts to make room for the cache loses jobs and sessions; one that does not refuses jobs when the cache is full. Numbered databases share both limits.",
    Judged = "The host and port that cache, queue and sessions use (a warning when the cache shares an instance); a Redis on another machine must have a password.",
    Causes = [new("one-instance", "the guide installs one Redis for everything")],
    Remedy = new("Run a second instance for the cache with maxmemory-policy allkeys-lru, and noeviction for the other.") { Who = "administrator" },
    Sources = ["https://redis.io/docs/latest/develop/reference/eviction/"],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts)
    {
        var open = facts.Env.Variables.Where(v => v.Key.EndsWith("REDIS_URL", StringComparison.Ordinal) || v.Key is "CELERY_BROKER_URL" or "CACHE_URL")
            .Where(v => ValueForms.Url(v.Text) is { Scheme: "redis" or "rediss" } url && !ValueForms.IsLocal(url.Host) && url.Host.Contains('.') && url.UserInfo.Length == 0).Select(v => v.Seen("names a Redis on another machine without a password")).ToList();
        if (facts.Find("REDIS_HOST") is { IsEmpty: false } host && !ValueForms.IsLocal(host.Text.Trim()) && host.Text.Contains('.') && facts.Find("REDIS_PASSWORD") is null or { IsEmpty: true })
            open.Add(host.Seen("is another machine, and REDIS_PASSWORD is empty"));
        return open.Count > 0 ? Verdict.Fail("Redis on another machine has no password", open)
            : Verdict.WarnIf(Shared(facts), "Queue and cache share one Redis instance");
    }

    private static IEnumerable<Evidence> Shared(EnvFacts facts)
    {
        if (facts.Stack == "laravel")
            return Uses(facts, "CACHE_STORE", "CACHE_DRIVER") is not { } cache || Instance(facts, "CACHE") != Instance(facts, "QUEUE") ? []
                : facts.Env.Of("QUEUE_CONNECTION", "QUEUE_DRIVER", "SESSION_DRIVER").Where(v => v.Text.Trim() == "redis").Select(v => cache.Seen($"and {v.Key} use the same instance")).Take(1);
        var caches = facts.Env.Of("CACHE_URL", "REDIS_CACHE_URL", "CACHE_REDIS_URL").Where(v => ValueForms.Url(v.Text)?.Scheme.StartsWith("redis", StringComparison.Ordinal) == true);
        var queues = facts.Env.Of("CELERY_BROKER_URL", "BROKER_URL", "REDIS_URL", "QUEUE_REDIS_URL").Where(v => ValueForms.Url(v.Text)?.Scheme.StartsWith("redis", StringComparison.Ordinal) == true).ToList();
        return caches.Where(c => queues.Any(q => ValueForms.Url(q.Text)!.Authority == ValueForms.Url(c.Text)!.Authority)).Select(c => c.Seen("names the same instance as the queue"));
    }

    private static string Instance(EnvFacts facts, string use)
    {
        string? Value(params string[] keys) => facts.Env.Of(keys).FirstOrDefault(v => !v.IsEmpty)?.Text.Trim();
        var url = Value($"REDIS_{use}_URL") ?? Value("REDIS_URL");
        return url is not null && ValueForms.Url(url) is { } address ? address.Authority
            : $"{Value($"REDIS_{use}_HOST", "REDIS_HOST")}:{Value($"REDIS_{use}_PORT", "REDIS_PORT")}";
    }

    private static EnvVariable? Uses(EnvFacts facts, params string[] keys) => facts.Env.Of(keys).FirstOrDefault(v => v.Text.Trim() == "redis");
}
