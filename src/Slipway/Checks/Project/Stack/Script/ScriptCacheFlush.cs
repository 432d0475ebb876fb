using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptCacheFlush() : ProjectCheck<ScriptFacts>(
    new("script.cache_flush", "A deploy does not empty Redis", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "`cache:clear` and FLUSHALL empty the whole database: waiting jobs and everybody's sessions go with the cache when they share it, and every page is slow afterwards.",
        Judged = "Deploy scripts and cron lines: `redis-cli FLUSHALL` or FLUSHDB; `artisan cache:clear` and `optimize:clear` unless the env file says that the cache is not in Redis. Clearing the caches of config, routes and views is fine.",
        Causes = [new("stale-config", "config:cache or view:clear was meant")],
        Remedy = new("Remove it. Use config:cache, route:cache and view:cache, which Slipway runs for each release."),
        Sources = ["https://laravel.com/docs/cache#removing-items-from-the-cache", "https://redis.io/docs/latest/commands/flushall/"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, script => script.IsUnattended, (_, command) => command.Text switch
    {
        var text when command.Words.Contains("redis-cli") && Flush().Match(text) is { Success: true } match => $"`{match.Value}` empties Redis",
        var text when facts.CacheStore is null or "redis" or "memcached" && Clear().Match(text) is { Success: true } match => $"`{match.Value}` empties the whole cache database",
        _ => null,
    }, "A deploy empties Redis");

    [GeneratedRegex(@"\bFLUSH(?:ALL|DB)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Flush();

    [GeneratedRegex(@"\bartisan (?:cache|optimize):clear\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clear();
}
