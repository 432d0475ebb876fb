using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;

namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed partial class LaravelHealth() : ProjectCheck<LaravelFacts>(
    new("laravel.health", "The health address can say that something is wrong", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A route that always says ok lets a release without database through the health gate, and no monitor ever alarms.",
        Judged = "Routes for the health path, or with health in their path, in routes/*.php, with the closure or the controller's method that they name: an answer with the word ok (or healthy, up) that is written down fails unless something in it can fail: a query, a cache or queue that is asked to do work, an exception, a status of its own. Cache::has of a key that nobody sets is no question.",
        Causes = [new("placeholder", "the route was made so that there is one")],
        Remedy = new("Ask the database (DB::select('select 1')), write and read a cache key, and answer 503 when one fails."),
        Sources = ["https://laravel.com/docs/deployment#the-health-route"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    public override Verdict Judge(LaravelFacts facts)
    {
        var routes = facts.Files.Files(path => path.StartsWith("routes/", StringComparison.Ordinal) && path.EndsWith(".php", StringComparison.Ordinal))
            .SelectMany(file => Route().Matches(file.Text).Where(match => IsHealth(match.Groups["path"].Value, facts)).Select(match => (File: file, match.Index, Handler: Statement(file.Text, match.Index + match.Length)))).ToList();
        if (routes.Count == 0)
            return Verdict.Skip("no health route in routes/");
        return Verdict.FailIf(routes.Select(route => Controller(route.Handler, facts.Files) is { } controller
            ? (File: controller, Index: Ok().Match(controller.Text).Index, Body: controller.Text) : (route.File, route.Index, Body: route.Handler)).Where(route => IsConstant(route.Body))
            .Select(route => new Evidence("this route can only say ok", route.File.Where(route.Index), route.File.Path)), "The health address can only say ok");
    }

    private static bool IsHealth(string path, LaravelFacts facts)
    {
        var plain = "/" + path.Trim('/');
        return plain == facts.Environment.Health.Path.TrimEnd('/') && plain.Length > 1 || HealthPath().IsMatch(plain);
    }

    // To the end of the statement; what is in brackets belongs to it.
    private static string Statement(string text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            depth += text[i] is '(' or '{' or '[' ? 1 : text[i] is ')' or '}' or ']' ? -1 : 0;
            if (text[i] == ';' && depth <= 0)
                return text[from..i];
        }

        return text[from..];
    }

    /// <summary>The controller that a handler names; null for closures, and when the project has no such file.</summary>
    private static TextFile? Controller(string handler, ProjectFiles files)
    {
        if (handler.Contains("=>", StringComparison.Ordinal) || handler.Contains("function", StringComparison.Ordinal) || Named().Match(handler) is not { Success: true } match)
            return null;
        var name = match.Groups["class"].Value.Split('\\')[^1];
        return files.Files(path => path.StartsWith("app/Http/Controllers/", StringComparison.Ordinal) && path.EndsWith($"/{name}.php", StringComparison.Ordinal)).FirstOrDefault();
    }

    private static bool IsConstant(string body) => Ok().IsMatch(body) && !CanFail().IsMatch(body);

    [GeneratedRegex(@"^[ \t]*Route::(?:get|any|match|view)\(\s*(?:\[[^\]]*\]\s*,\s*)?['""](?<path>[^'""]*)['""]\s*,", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Route();

    [GeneratedRegex(@"^/(?:api/)?(?:_?health(?:z|-?check|_check)?|status/health)$", RegexOptions.CultureInvariant)]
    private static partial Regex HealthPath();

    [GeneratedRegex(@"(?<class>[\\\w]+)(?:::class|@\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"['""](?:ok|OK|healthy|up|UP|alive)['""]", RegexOptions.CultureInvariant)]
    private static partial Regex Ok();

    [GeneratedRegex(@"\bDB::|->(?:query|select|table|getPdo|ping|connection)\(|::(?:query|count|first|exists|find)\(|\bRedis::|\bCache::(?:put|remember|store|get|add|set)\b|\bQueue::|\bStorage::|\bthrow\b|\bcatch\b|\babort|\bif\s*\(|\b50[03]\b|Http::|\bHealth\b::|Artisan::", RegexOptions.CultureInvariant)]
    private static partial Regex CanFail();
}
