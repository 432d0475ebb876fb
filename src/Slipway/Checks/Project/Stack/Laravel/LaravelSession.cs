using Slipway.Checks.Project.Files.Php;

namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed class LaravelSession() : ProjectCheck<LaravelFacts>(
    new("laravel.session", "The session cookie is kept from others", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "Whoever gets the session cookie is logged in as its owner: over plain HTTP, from a script on the page, or by a form of another site.",
        Judged = "config/session.php with the env file's values: secure must be true when visitors come by https (Laravel sends the cookie over HTTP too when it is not set), http_only not false, same_site lax or strict. Without the file the framework's own defaults count.",
        Causes = [new("default", "Laravel's default for secure is not set"), new("embedding", "same_site was taken away so that the site works in a frame of another")],
        Remedy = new("Set SESSION_SECURE_COOKIE=true in the env file, and leave http_only true and same_site lax."),
        Sources = ["https://laravel.com/docs/session#configuration", "https://owasp.org/www-community/controls/SecureCookieAttribute"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    public override Verdict Judge(LaravelFacts facts)
    {
        if (!facts.Env.IsKnown)
            return Verdict.Skip("no env file");
        var config = facts.Config("session");
        if (config is null && facts.ConfigFile("session") is { } unread)
            return Verdict.Unknown($"{unread.Path} returns no array that can be read");
        var file = $".env.{facts.Environment.Name}";
        if (config is null)
            return Verdict.FailIf(facts.IsHttps && facts.Env.Text("SESSION_SECURE_COOKIE") is not ("true" or "(true)" or "1") ? [new Evidence("SESSION_SECURE_COOKIE is not true", file, "SESSION_SECURE_COOKIE")] : [], Title);
        return Verdict.FailIf(Faults(config, facts).Select(fault => new Evidence(fault.Text, config.File.Where(fault.At), $"session.{fault.Key}")), Title);
    }

    private const string Title = "The session cookie can be taken by others";

    private static IEnumerable<(string Key, string Text, int At)> Faults(PhpConfig config, LaravelFacts facts)
    {
        if (facts.IsHttps && config.Find("secure") is { IsUnknown: false } secure && secure.IsOn != true)
            yield return ("secure", secure.FromEnv ? "the env file says that the cookie goes over plain HTTP too" : "secure is not true: the cookie goes over plain HTTP too", secure.Place);
        if (config.Find("http_only") is { IsOn: false } open)
            yield return ("http_only", "http_only is off: scripts can read the cookie", open.Place);
        if (config.Find("same_site") is { IsUnknown: false } site && site.Text?.ToLowerInvariant() is not ("lax" or "strict"))
            yield return ("same_site", "same_site is neither lax nor strict: the cookie goes along with requests of other sites", site.Place);
    }
}
