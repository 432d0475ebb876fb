namespace Slipway.Checks.Project.Env;

/// <summary><c>env.hosts_not_wild</c></summary>
internal sealed class HostsNotWild() : EnvCheck(new("env.hosts_not_wild", "Only own host names are answered", Severity.Medium)
{
    Section = CheckSection.Env,
    Why = "With a wildcard a forged Host header gets into links, mails and caches.",
    Judged = "ALLOWED_HOSTS and AllowedHosts have no entry that is * alone.",
    Causes = [new("quick-fix", "it was set to * to get rid of an error 400")],
    Remedy = new("List the host names of the site."),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts"],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(
        facts.Env.Of(EnvNames.AllowedHosts).Where(v => ValueForms.TrimmedItems(v.Text).Contains("*")).Select(v => v.Seen("allows every host")), "Any host name is answered");
}
