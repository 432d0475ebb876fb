namespace Slipway.Checks.Project.Env;

/// <summary><c>env.url_https</c></summary>
internal sealed class UrlHttps() : EnvCheck(new("env.url_https", "Own addresses use https", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Links and redirects with http leave the encrypted site; cookies and passwords follow in the clear.",
    Judged = "When the url of slipway.yaml is https: APP_URL, SITE_URL, FRONTEND_URL, trusted origins and other addresses on the same domain.",
    Causes = [new("copied-from-development", "the file was copied from a machine without a certificate")],
    Remedy = new("Write https:// in place of http://."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts)
    {
        if (facts.Environment.Url is not { Scheme: "https" } site)
            return Verdict.Skip("the site itself is not https");
        return Verdict.FailIf(facts.Env.Variables.Where(v => IsOwn(v.Key) && ValueForms.TrimmedItems(v.Text).Any(item => IsPlain(item, facts.OwnHosts))).Select(v => v.Seen("uses http://")), "Addresses use http");
    }

    private static bool IsOwn(string key) =>
        EnvNames.OwnUrl.Contains(key) || EnvNames.TrustedOrigins.Contains(key) || key is "FRONTEND_URL" or "CLIENT_URL" or "API_URL" or "VITE_API_URL" or "NEXT_PUBLIC_API_URL" or "SUCCESS_URL" or "CALLBACK_URL"
        || key.EndsWith("_CALLBACK_URL", StringComparison.Ordinal) || key.EndsWith("_REDIRECT_URI", StringComparison.Ordinal) || key.EndsWith("_SUCCESS_URL", StringComparison.Ordinal) || key.EndsWith("_WEBHOOK_URL", StringComparison.Ordinal);

    private static bool IsPlain(string value, IReadOnlyList<string> own) => ValueForms.Url(value) is { Scheme: "http" } url && !ValueForms.IsLocal(url.Host);
}
