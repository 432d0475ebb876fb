namespace Slipway.Checks.Project.Env;

/// <summary><c>sec.keys_distinct</c></summary>
internal sealed class KeysDistinct() : EnvCheck(new("sec.keys_distinct", "Each secret is used for one thing", Severity.High)
{
    Section = CheckSection.Env,
    Why = "Who gets one of them then has the others too, and staging opens production.",
    Judged = "Own secrets of the env file are different from one another (passwords of one database may be the same), and from those of the other environments.",
    Causes = [new("copied", "the file of one environment was copied for the next"), new("reused", "one value was pasted everywhere")],
    Remedy = new("Make a new value for each: slipway prepare --rotate KEY."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts)
    {
        var own = facts.KeysAndSecretsOf(facts.Env).Where(s => s.Value.Length >= 8 && SecretJudge.Of(s.Variable.Key, s.Value, facts.OwnHosts) is not (SecretStrength.Placeholder or SecretStrength.KnownDefault)).ToList();
        return Verdict.FailIf(
        [
            .. own.GroupBy(s => s.Value, StringComparer.Ordinal).Where(g => g.Select(s => EnvNames.Family(s.Variable.Key)).Distinct().Count() > 1)
                .Select(g => g.First().Variable.Seen($"has the same value as {string.Join(", ", g.Skip(1).Select(s => s.Variable.Key))}")),
            .. facts.Others.SelectMany(other => own.Where(s => facts.KeysAndSecretsOf(other.Value).Any(o => o.Value == s.Value)).Select(s => s.Variable.Seen($"has the same value in {other.Value.File}")).DistinctBy(e => e.Subject)),
        ], "Secrets are used more than once");
    }
}
