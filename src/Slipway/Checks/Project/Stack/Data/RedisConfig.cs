using Slipway.Checks.Project.Files;
using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Stack.Data;

internal sealed class RedisConfig() : ProjectCheck<DataFacts>(
    new("redis.config", "Redis keeps what it is given, and only the app reaches it", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "With an eviction policy of allkeys a full Redis throws away waiting jobs and sessions without a word; a Redis that listens to everybody without a password is taken over within hours.",
        Judged = "redis.conf files and Redis services of Compose. Policy: anything but noeviction fails when the env file puts the queue, the sessions or Celery into Redis and this is the only Redis; with several it is judged by the name (cache may evict). "
            + "Reach: bind to other than loopback or protected-mode no needs requirepass; a well-known password fails. Inside a Compose network without a published port no password is asked for.",
        Causes = [new("one-for-all", "one Redis holds cache and queue"), new("copied", "bind 0.0.0.0 was copied to make a container reach it")],
        Remedy = new("Run two instances: one for the cache with allkeys-lru, one for queue and sessions with noeviction. Bind to 127.0.0.1 and set requirepass."),
        Sources = ["https://redis.io/docs/latest/develop/reference/eviction/", "https://redis.io/docs/latest/operate/oss_and_stack/management/security/"],
    },
    DataFacts.ReadAsync)
{
    public override Verdict Judge(DataFacts facts) => facts.Redis.Count == 0 ? Verdict.Skip("no Redis configuration")
        : Verdict.FailIf(facts.Redis.SelectMany(server => Faults(server, facts)), "Redis may lose jobs, or lets others in");

    private static IEnumerable<Evidence> Faults(RedisServer server, DataFacts facts)
    {
        if (facts.UsesRedis && server.Find("maxmemory-policy") is { } policy && policy.Value is not ("noeviction" or "")
            && (facts.Redis.Count == 1 || !server.Name.Contains("cache", StringComparison.OrdinalIgnoreCase)))
            yield return new($"maxmemory-policy {policy.Value}, and queue or sessions lie in Redis", policy.Where, server.Name);
        var password = server.Find("requirepass");
        if (password is not null && DefaultPassword.Is(password.Value))
            yield return new("requirepass is a well-known default", password.Where, server.Name);
        if (server.IsInContainer || password is { Value.Length: > 0 } || server.Find("user") is not null || server.Find("aclfile") is not null)
            yield break;
        if (server.Find("bind") is { } bind && bind.Value.Split(' ').Select(a => a.TrimStart('-')).Any(a => a is not ("127.0.0.1" or "::1" or "localhost" or "")))
            yield return new($"bind {bind.Value} without requirepass", bind.Where, server.Name);
        else if (server.Find("protected-mode") is { Value: "no" } mode)
            yield return new("protected-mode no without requirepass", mode.Where, server.Name);
    }
}
