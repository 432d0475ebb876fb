using Slipway.EnvFiles.Names;

namespace Slipway.Checks.Project.Env;

/// <summary><c>env.no_localhost</c></summary>
internal sealed class NoLocalhost() : EnvCheck(new("env.no_localhost", "Addresses for visitors and containers are not localhost", Severity.High)
{
    Section = CheckSection.Env,
    Why = "In the browser of a visitor, and inside a container, localhost is another machine.",
    Judged = "Addresses that visitors use (APP_URL, the front end, CORS and CSRF origins, callbacks) never name localhost. Hosts of services may on a server, but not when the app runs in containers.",
    Causes = [new("copied-from-development", "the file was copied from the development machine")],
    Remedy = new("Write the public name; in containers the name of the service."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.Env.Variables
        .Where(v => (IsForVisitors(v.Key) && ValueForms.TrimmedItems(v.Text).Any(NamesLocal)) || (facts.UsesCompose && IsService(v.Key) && NamesLocal(v.Text.Trim())))
        .Select(v => v.Seen("names localhost")), "Addresses name localhost");

    private static bool IsForVisitors(string key) =>
        EnvNames.OwnUrl.Contains(key) || EnvNames.CorsOrigins.Contains(key) || EnvNames.TrustedOrigins.Contains(key) || (SecretName.IsFrontEnd(key) && !IsDevelopmentServer(key)) || key is "FRONTEND_URL" or "CLIENT_URL" or "SUCCESS_URL" or "CALLBACK_URL"
        || key.EndsWith("_CALLBACK_URL", StringComparison.Ordinal) || key.EndsWith("_REDIRECT_URI", StringComparison.Ordinal) || key.EndsWith("_SUCCESS_URL", StringComparison.Ordinal) || key.EndsWith("_WEBHOOK_URL", StringComparison.Ordinal);

    // Where Vite's own server listens, and where the browser finds it while somebody develops.
    private static bool IsDevelopmentServer(string key) => key is "VITE_HOST" or "VITE_SERVER_HOST" or "VITE_DEV_HOST" or "VITE_DEV_SERVER_URL" or "VITE_DEV_SERVER_HOST"
        || key.StartsWith("VITE_HMR_", StringComparison.Ordinal);

    private static bool IsService(string key) => key.EndsWith("_HOST", StringComparison.Ordinal) || key.EndsWith("_URL", StringComparison.Ordinal) || key.EndsWith("_URI", StringComparison.Ordinal) || key.EndsWith("_DSN", StringComparison.Ordinal);

    private static bool NamesLocal(string value) => ValueForms.IsLocal(ValueForms.Url(value)?.Host ?? value.Split(':')[0]);
}
