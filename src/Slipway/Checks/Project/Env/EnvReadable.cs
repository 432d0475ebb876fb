namespace Slipway.Checks.Project.Env;

/// <summary><c>env.readable</c></summary>
internal sealed class EnvReadable() : ProjectCheck<EnvPresence>(new("env.readable", "The env file can be read", Severity.Critical)
{
    Section = CheckSection.Env,
    Why = "An app that cannot read its env file starts without key and database, or not at all.",
    Judged = "The file .env.<environment> is UTF-8 text of at most 256 KiB, and each line is an assignment, a comment or blank for the program that reads it. Without the file it is unknown, and so is all that is judged by it: the host keeps the env that it has. An app that reads no variable needs none.",
    Causes = [new("typo", "a quote was not closed, or a line was pasted that is no assignment"), new("encoding", "an editor saved it in another encoding"), new("overwritten", "another file was copied over it")],
    Remedy = new("Put the line right. A value with blanks or # stands in single quotes."),
    Sources = ["docs/env-files.md"],
}, EnvPresence.ReadAsync)
{
    public override Verdict Judge(EnvPresence facts) => facts.Env.Exists
        ? Verdict.FailIf(facts.Env.Problems.Select(p => new Evidence(p.Detail is null ? p.Title : $"{p.Title}: {p.Detail}", p.Where ?? facts.Env.File)), "The env file cannot be read")
        : facts.Reads == 0 && facts.Nearby.Count == 0 && facts.Env.Example is null ? Verdict.Skip($"there is no {facts.Env.File}, and the app reads no variable")
        : new(CheckOutcome.Unknown) { Evidence = [.. Missing(facts)] };

    private static IEnumerable<Evidence> Missing(EnvPresence facts)
    {
        yield return new($"there is no {facts.Env.File} here: what the hosts have was not looked at (slipway env pull, or slipway prepare for a new one)");
        if (facts.Nearby.Count > 0)
            yield return new($"what lies there: {string.Join(", ", facts.Nearby)}");
        if (facts.Reads > 0)
            yield return new($"the source reads {facts.Reads} variable{(facts.Reads == 1 ? "" : "s")}");
        if (facts.DebugOn is { } where)
            yield return new("DEBUG is on unless a variable switches it off", where, "DEBUG");
    }
}
