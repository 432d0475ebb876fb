namespace Slipway.Checks.Project.Env;

/// <summary><c>env.cors</c></summary>
internal sealed class CorsOrigins() : EnvCheck(new("env.cors", "Only listed origins may read answers", Severity.High)
{
    Section = CheckSection.Env,
    Why = "A foreign page could read what its visitor sees here.",
    Judged = "The list of origins has no *, no blanks around an entry (many libraries take them as part of the origin), and each entry is scheme, host and port only, with https when the site has it. Switches that allow all origins are off.",
    Causes = [new("quick-fix", "* was set to get rid of an error in the browser"), new("path", "a path or a slash was added to the origin: it then never matches")],
    Remedy = new("List the origins of your front ends, without blanks: https://a.example.com,https://b.example.com"),
    Sources = ["https://developer.mozilla.org/docs/Web/HTTP/CORS"],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(
    [
        .. facts.Env.Of(EnvNames.CorsAll).Where(v => ValueForms.IsTrue(v.Text)).Select(v => v.Seen("allows every origin")),
        .. facts.Env.Of(EnvNames.CorsOrigins).Where(v => !v.IsEmpty && !v.Text.TrimStart().StartsWith('['))
            .SelectMany(v => ValueForms.Items(v.Text).Select(item => Fault(item, facts)).OfType<string>().Select(v.Seen)),
    ], "Origins are not listed as they must be");

    private static string? Fault(string item, EnvFacts facts)
    {
        var origin = item.Trim();
        if (origin.Contains('*'))
            return origin == "*" ? "allows every origin" : $"has the wildcard {origin}";
        if (origin != item)
            return $"has blanks around {origin}";
        if (ValueForms.Url(origin) is not { } url)
            return $"has {origin}, which is no origin (scheme://host)";
        if (ValueForms.IsLocal(url.Host))
            return null; // env.no_localhost tells it
        return origin != $"{url.Scheme}://{url.Authority}" ? $"has {origin}: an origin ends after host and port"
            : url.Scheme == "http" && facts.Environment.Url?.Scheme == "https" ? $"has {origin} without https" : null;
    }
}
