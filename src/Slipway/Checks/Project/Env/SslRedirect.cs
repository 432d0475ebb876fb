namespace Slipway.Checks.Project.Env;

/// <summary><c>env.ssl_redirect</c></summary>
internal sealed class SslRedirect() : EnvCheck(new("env.ssl_redirect", "Requests without TLS are redirected", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Without it the first request of each visitor travels in the clear.",
    Judged = "SECURE_SSL_REDIRECT, where it is set and the site is https, is on.",
    Causes = [new("loop", "it was switched off because of a redirect loop: the app does not trust the header X-Forwarded-Proto of its proxy")],
    Remedy = new("Set it to True, and SECURE_PROXY_SSL_HEADER in the settings when a proxy ends TLS."),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect"],
    DependsOn = [Readable],
    Stacks = ["django", "compose"],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => facts.Environment.Url?.Scheme == "https"
        ? Verdict.FailIf(facts.Env.Of("SECURE_SSL_REDIRECT", "DJANGO_SECURE_SSL_REDIRECT").Where(v => !ValueForms.IsTrue(v.Text)).Select(v => v.Seen("is off")), "Requests without TLS are answered")
        : Verdict.Skip("the site itself is not https");
}
