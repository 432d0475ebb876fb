namespace Slipway.Checks.Project.Env;

/// <summary><c>env.url_matches</c></summary>
internal sealed class UrlMatches() : EnvCheck(new("env.url_matches", "The app knows its own address", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Links in mails, redirects, cookies and the check of forged requests use it.",
    Judged = "APP_URL, SITE_URL and their kin name the url of slipway.yaml or one of its names; ALLOWED_HOSTS has all of them; CSRF_TRUSTED_ORIGINS has the url.",
    Causes = [new("other-environment", "the file was copied from another environment"), new("new-domain", "the domain changed and the env file did not")],
    Remedy = new("Write the url of slipway.yaml into the env file."),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/settings/#csrf-trusted-origins"],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts)
    {
        if (facts.Environment.Url is not { } site)
            return Verdict.Skip("the environment has no url");
        string[] names = [site.Host, .. facts.Environment.Names];
        return Verdict.FailIf(
        [
            .. facts.Env.Of(EnvNames.OwnUrl).Where(v => ValueForms.Url(v.Text) is { } url && !names.Contains(url.Host) && !ValueForms.IsLocal(url.Host) && !(v.Key == "ASSET_URL"))
                .Select(v => v.Seen($"names {ValueForms.Url(v.Text)!.Host}, the site is {site.Host}")),
            .. facts.Env.Of(EnvNames.AllowedHosts).Where(v => !v.IsEmpty).SelectMany(v => names.Where(name => !Allows(v.Text, name)).Select(name => v.Seen($"lacks {name}"))),
            .. facts.Env.Of(EnvNames.TrustedOrigins).Where(v => !v.IsEmpty && !ValueForms.TrimmedItems(v.Text).Any(origin => Trusts(origin, site))).Select(v => v.Seen($"lacks {site.Scheme}://{site.Authority}")),
        ], "The app does not know its own address");
    }

    private static bool Allows(string hosts, string name) =>
        ValueForms.TrimmedItems(hosts).Any(host => host == "*" || host == name || (host.StartsWith('.') && (name == host[1..] || name.EndsWith(host, StringComparison.Ordinal))) || (host.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(host[1..], StringComparison.Ordinal)));

    private static bool Trusts(string origin, Uri site) =>
        ValueForms.Url(origin.Replace("://*.", "://", StringComparison.Ordinal)) is { } url && (url.Host == site.Host || (origin.Contains("://*.", StringComparison.Ordinal) && site.Host.EndsWith("." + url.Host, StringComparison.Ordinal)));
}
