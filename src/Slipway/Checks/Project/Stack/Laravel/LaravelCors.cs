using Slipway.Checks.Project.Files.Php;

namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed class LaravelCors() : ProjectCheck<LaravelFacts>(
    new("laravel.cors", "CORS lets in listed origins only", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "With a star, or a pattern that every name fits, any page on the web may call the API from its visitors' browsers.",
        Judged = "config/cors.php: a * in allowed_origins, written or as the default of a variable that the env file does not set, or a pattern in allowed_origins_patterns that fits any host, fails. Values from the env file are judged by env.cors. Stars for methods and headers are fine, and so is an API to which browsers send no cookies (supports_credentials false).",
        Causes = [new("framework-default", "the published file has a star"), new("tried", "the star was set to see whether CORS was the trouble")],
        Remedy = new("List the origins, such as https://shop.example.com, or read them from CORS_ALLOWED_ORIGINS without a default."),
        Sources = ["https://laravel.com/docs/routing#cors", "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    public override Verdict Judge(LaravelFacts facts)
    {
        if (facts.Config("cors") is not { } cors)
            return Verdict.Skip("no config/cors.php");
        if (cors.Find("paths")?.Value is PhpArray { Items.Count: 0 })
            return Verdict.Pass;
        // Without cookies another page can ask only what anybody can.
        if (cors.Find("supports_credentials") is { IsOn: false })
            return Verdict.Pass;
        return Verdict.FailIf(
        [
            .. cors.Find("allowed_origins") is { FromEnv: false } origins && Texts(origins.Value).Contains("*") ? [new Evidence("allowed_origins has a *", cors.File.Where(origins.Place), "cors.allowed_origins")] : Array.Empty<Evidence>(),
            .. cors.Find("allowed_origins_patterns") is { } patterns ? Texts(patterns.Value).Where(FitsAll).Select(p => new Evidence($"the pattern {p} fits any origin", cors.File.Where(patterns.Place), "cors.allowed_origins_patterns")) : [],
        ], "CORS lets in any origin");
    }

    private static IEnumerable<string> Texts(PhpValue value) => value switch
    {
        PhpText text => [text.Text.Trim()],
        PhpArray list => list.Items.Select(i => i.Value).OfType<PhpText>().Select(t => t.Text.Trim()),
        _ => [],
    };

    // Without its delimiters and anchors nothing is left but "anything", after a scheme at most.
    private static bool FitsAll(string pattern)
    {
        var inner = pattern.Trim('/', '#', '~', 'i', '^', '$', '(', ')').Replace("\\/", "/", StringComparison.Ordinal).Replace("https?://", "", StringComparison.Ordinal).Replace("https://", "", StringComparison.Ordinal).Trim('(', ')');
        return inner is "" or "*" or ".*" or ".+" or "[^/]+" or "[^/]*" or ".*?";
    }
}
