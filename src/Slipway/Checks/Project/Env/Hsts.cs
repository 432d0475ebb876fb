namespace Slipway.Checks.Project.Env;

/// <summary><c>env.hsts</c></summary>
internal sealed class Hsts() : EnvCheck(new("env.hsts", "Browsers are told to use https only", Severity.Medium)
{
    Section = CheckSection.Env,
    Why = "It keeps an attacker from taking a visitor back to http.",
    Judged = "SECURE_HSTS_SECONDS, where it is set, is at least a year (31,536,000). Preload is a warning: it cannot be taken back for months, so it is for sites that have sent a year for a while. A ramp (5 minutes, a day, a month) is declared with a waiver.",
    Causes = [new("ramp", "the ramp was begun and never ended"), new("preload-on-day-one", "a guide said to switch everything on")],
    Remedy = new("Set SECURE_HSTS_SECONDS=31536000 once https works for every name; leave preload off until then."),
    Sources = ["https://hstspreload.org/", "https://docs.djangoproject.com/en/stable/ref/settings/#secure-hsts-seconds"],
    DependsOn = [Readable],
    Stacks = ["django", "compose"],
})
{
    private const long Year = 31_536_000;

    protected override Verdict JudgeFile(EnvFacts facts)
    {
        if (facts.Environment.Url?.Scheme != "https" || !facts.IsProduction)
            return Verdict.Skip("only for production with https");
        var low = facts.Env.Of("SECURE_HSTS_SECONDS", "DJANGO_SECURE_HSTS_SECONDS").Where(v => !ValueForms.IsWhole(v.Text, Year, long.MaxValue)).Select(v => v.Seen($"is {v.Text.Trim()}, less than a year")).ToList();
        return low.Count > 0 ? Verdict.Fail("Browsers forget too soon to use https only", low)
            : Verdict.WarnIf(facts.Env.Of("SECURE_HSTS_PRELOAD", "DJANGO_SECURE_HSTS_PRELOAD").Where(v => ValueForms.IsTrue(v.Text)).Select(v => v.Seen("is on: it cannot be taken back for months")), "Preload is on");
    }
}
