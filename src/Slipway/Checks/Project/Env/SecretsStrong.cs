namespace Slipway.Checks.Project.Env;

/// <summary><c>env.secrets_strong</c></summary>
internal sealed class SecretsStrong() : EnvCheck(new("env.secrets_strong", "Own secrets cannot be guessed", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Databases, caches and admin pages are tried with lists of passwords all day.",
    Judged = "Passwords of database, Redis and administrators have at least 16 characters, own keys and token secrets 32, of enough different characters and no sequence. Keys that a vendor issues are not judged.",
    Causes = [new("typed", "a person made it up")],
    Remedy = new("Let slipway prepare generate it: slipway prepare --rotate KEY says what must be restarted.", "slipway prepare"),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(facts.Secrets
        .Select(s => (s.Variable, Strength: SecretJudge.Of(s.Variable.Key, s.Value, facts.OwnHosts), s.Value.Length))
        .Where(s => s.Strength is SecretStrength.Short or SecretStrength.Regular)
        .Select(s => s.Variable.Seen(s.Strength == SecretStrength.Short ? $"has {s.Length} characters, fewer than {(SecretJudge.LeastLength(s.Variable.Key))}" : "is regular: a person made it up")),
        "Own secrets can be guessed");
}
