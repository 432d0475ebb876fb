namespace Slipway.Checks.Project.Env;

/// <summary><c>env.no_placeholder</c></summary>
internal sealed class NoPlaceholder() : EnvCheck(new("env.no_placeholder", "No value is a placeholder", Severity.High)
{
    Section = CheckSection.Env,
    Why = "What was meant to be replaced reaches production and fails at the first mail, payment or login.",
    Judged = "Values such as changeme, your-…, <…>, xxx, todo, and addresses below example.com unless the site itself is there. The key of the framework and the account for mail have checks of their own.",
    Causes = [new("copied-from-example", "the env file was made from the example and not filled")],
    Remedy = new("Fill in the real values; slipway prepare says what each is and where to get it.", "slipway prepare"),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) =>
        Verdict.FailIf(facts.Env.Variables.Where(v => !EnvNames.IsFrameworkKey(v.Key, facts.Stack) && !MailComplete.Judges(v.Key) && facts.IsPlaceholder(v))
            .Select(v => v.Seen("is a placeholder")), "Values are placeholders");
}
