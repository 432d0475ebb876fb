namespace Slipway.Checks.Project.Env;

/// <summary><c>sec.leaked</c></summary>
internal sealed class LeakedSecrets() : ProjectCheck<EnvLeaks>(new("sec.leaked", "No secret of the env file stands elsewhere", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "Who can read the repository, or ever could, has the secret.",
    Judged = "The values of passwords, keys and tokens of at least 8 characters, searched for in all files of the project, the example and the whole history of git. Publishable keys are not secrets.",
    Causes = [new("pasted", "it was pasted into a script, a note or the example"), new("removed-later", "it was removed in a later commit: the history still has it")],
    Remedy = new("Make a new value (slipway prepare --rotate KEY) and use it on the server; removing the line is not enough.", "slipway prepare --rotate KEY"),
    DependsOn = ["env.readable"],
    LeaksByDeploy = true,
}, EnvLeaks.ReadAsync)
{
    public override Verdict Judge(EnvLeaks facts) => facts.Places.Count > 0
        ? Verdict.Fail("Secrets of the env file stand elsewhere", facts.Places)
        : facts.NotSearched is { } reason ? Verdict.Unknown(reason) : Verdict.Pass;
}
