namespace Slipway.Checks.Project.Env;

/// <summary><c>env.readable</c></summary>
internal sealed class EnvReadable() : ProjectCheck<EnvFacts>(new("env.readable", "The env file can be read", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "An app that cannot read its env file starts without key and database, or not at all.",
    Judged = "The file .env.<environment> is UTF-8 text of at most 256 KiB, and each line is an assignment, a comment or blank for the program that reads it. Without the file it is unknown: the host keeps the env that it has.",
    Causes = [new("typo", "a quote was not closed, or a line was pasted that is no assignment"), new("encoding", "an editor saved it in another encoding"), new("overwritten", "another file was copied over it")],
    Remedy = new("Put the line right. A value with blanks or # stands in single quotes."),
    Sources = ["docs/env-files.md"],
}, EnvFacts.ReadAsync)
{
    public override Verdict Judge(EnvFacts facts) =>
        facts.Exists ? Verdict.FailIf(facts.Problems.Select(p => new Evidence(p.Detail is null ? p.Title : $"{p.Title}: {p.Detail}", p.Where ?? facts.File)), "The env file cannot be read")
        : facts.Example is null ? Verdict.Skip($"there is no {facts.File}, and no example of one")
        : Verdict.Unknown($"there is no {facts.File} here: what the hosts have was not looked at (slipway env pull, or slipway prepare for a new one)");
}
