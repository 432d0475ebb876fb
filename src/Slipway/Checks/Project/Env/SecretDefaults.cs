namespace Slipway.Checks.Project.Env;

/// <summary><c>sec.defaults</c></summary>
internal sealed class SecretDefaults() : EnvCheck(new("sec.defaults", "No secret is a known default", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "They are the first that anybody tries.",
    Judged = "Passwords, keys and tokens that stand in lists of defaults: admin123, secret, postgres …, also inside database and Redis addresses.",
    Causes = [new("left-as-installed", "it was left as the image or the guide had it")],
    Remedy = new("Replace it, on the server too: slipway prepare --rotate KEY.", "slipway prepare"),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.AllSecrets
        .Where(s => SecretJudge.Of(s.Variable.Key, s.Value, facts.OwnHosts) == SecretStrength.KnownDefault).Select(s => s.Variable.Seen("is a known default")), "A secret is a known default");
}
