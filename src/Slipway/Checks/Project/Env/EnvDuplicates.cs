namespace Slipway.Checks.Project.Env;

/// <summary><c>env.duplicates</c></summary>
internal sealed class EnvDuplicates() : EnvCheck(new("env.duplicates", "No variable is set twice", Severity.Medium)
{
    Section = CheckSection.Env,
    Why = "Some programs take the first line and some the last; who changes one of them changes nothing.",
    Judged = "The keys of all assignments; comments do not count.",
    Causes = [new("added", "a new value was added at the end and the old line left standing")],
    Remedy = new("Keep one of the lines."),
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.FailIf(
        facts.Env.Twice.Select(t => new Evidence($"{t.Key} is set in lines {string.Join(" and ", t.Lines)}", $"{facts.File}:{t.Lines[^1]}:1", t.Key)), "Variables are set twice");
}
