using Slipway.EnvFiles;

namespace Slipway.Checks.Project.Env;

/// <summary><c>env.dialects</c></summary>
internal sealed class EnvDialects() : EnvCheck(new("env.dialects", "All programs read the env file alike", Severity.High)
{
    Section = CheckSection.Env,
    Why = "A password that the app, systemd and a shell read differently is right in one place and wrong in the other.",
    Judged = "Each line as the program of the app reads it, against systemd's EnvironmentFile= and a shell that loads the file. Slipway itself hands over what the app's own program reads, so this is a warning.",
    Causes = [new("special-characters", "a value has a blank, #, $, a backslash or quotes and does not stand in single quotes"), new("windows", "an editor left carriage returns or a byte order mark"), new("export", "the file was written to be loaded into a shell")],
    Remedy = new("Put the value in single quotes, write it out in place of ${…}, and save the file with Unix line ends."),
    Sources = ["docs/env-files.md", "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile="],
    DependsOn = [Readable],
})
{
    protected override Verdict JudgeFile(EnvFacts facts) => Verdict.WarnIf(
        facts.Env.Differences.Where(d => d.Kind != EnvDifferenceKind.Twice && !(facts.Find(d.Key ?? "") is { } variable && facts.IsPlaceholder(variable))).Select(d => new Evidence(
            $"{d.Key ?? "the line"} {Reason(d.Kind)}: {string.Join(" and ", d.Dialects.Select(EnvDialectNames.Of))} {(d.Dialects.Count == 1 ? "reads" : "read")} it differently from {EnvDialectNames.Of(facts.Env.Dialect)}",
            $"{facts.File}:{d.Line}:{d.Column}", d.Key)), "Programs read the env file differently");

    private static string Reason(EnvDifferenceKind kind) => kind switch
    {
        EnvDifferenceKind.Mark => "follows a byte order mark",
        EnvDifferenceKind.NoAssignment => "is an assignment for some only",
        EnvDifferenceKind.Name => "has an unusual name",
        EnvDifferenceKind.Export => "has export in front",
        EnvDifferenceKind.MultiLine => "goes over several lines",
        EnvDifferenceKind.Interpolation => "has a $",
        EnvDifferenceKind.Escape => "has a backslash",
        EnvDifferenceKind.Comment => "has a #",
        EnvDifferenceKind.Quotes => "has quotes inside",
        EnvDifferenceKind.Blanks => "has blanks",
        _ => "has a character that some act on",
    };
}
