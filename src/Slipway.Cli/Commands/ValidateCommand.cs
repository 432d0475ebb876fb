using System.CommandLine;
using Slipway.Checks;
using Slipway.Checks.Reports;
using Slipway.Events;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway validate</c></summary>
internal static class ValidateCommand
{
    /// <param name="Format">Name of a report's format; null = findings on the terminal.</param>
    /// <param name="Report">The file that the report is written to; null = standard output.</param>
    /// <param name="RunTests">Run the project's own tests, too.</param>
    /// <param name="Offline">Ask nobody over the network.</param>
    /// <param name="Wait">Read a long history to its end, wait for slow answers.</param>
    internal sealed record Options(
        string? Environment, IReadOnlyList<string> Only, IReadOnlyList<string> Skip, FailOn FailOn, string? Format, string? Report, bool RunTests, bool Offline,
        bool Wait);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var only = new Option<string[]>("--only") { Description = "Only these checks, by id or group (env, src, compose …)", HelpName = "CHECK", AllowMultipleArgumentsPerToken = true };
        var skip = new Option<string[]>("--skip") { Description = "Not these", HelpName = "CHECK", AllowMultipleArgumentsPerToken = true };
        var failOn = new Option<FailOn>("--fail-on") { Description = "End with 3 from this on: unknown, warn, or failures of info, low, medium, high, critical", HelpName = "WHAT", DefaultValueFactory = _ => FailOn.Low };
        var format = new Option<string?>("--format") { Description = "Write a report: junit, sarif, markdown or html", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong([.. ReportFormats.All.Keys]);
        var report = new Option<string?>("--report") { Description = "The report's file (default: standard output)", HelpName = "FILE" };
        var runTests = new Option<bool>("--run-tests") { Description = "Also run the project's own tests (checks: tests in slipway.yaml), and Django's check --deploy" };
        var offline = new Option<bool>("--offline") { Description = "Ask nobody over the network: known weaknesses only as far as asked before" };
        var wait = new Option<bool>("--wait") { Description = "Read a long history to its end at once, wait for slow answers; so does CI=true" };
        var command = new VerbCommand("validate", "Check source, configuration and env file; needs no server")
        {
            Examples =
            [
                new("slipway validate production", "what is wrong, where, and what to do"),
                new("slipway validate --only env", "the env file alone"),
                new("slipway validate --format junit --report checks.xml", "for a CI server"),
                new("slipway checks env.debug_off", "explain a check"),
            ],
        };
        foreach (var option in (Option[])[only, skip, failOn, format, report, runTests, offline, wait])
            command.Add(option);
        command.Add(environment);
        frame.Handle(command, parse => new Options(
            parse.GetValue(environment), parse.GetValue(only) ?? [], parse.GetValue(skip) ?? [], parse.GetValue(failOn), parse.GetValue(format), parse.GetValue(report),
            parse.GetValue(runTests), parse.GetValue(offline), parse.GetValue(wait)), RunAsync);
        return command;
    }

    /// <summary>Runs every check that fits the project and says what it found, worst first.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var project = ProjectEnvironment.Checked(context, options.Environment) with
        {
            RunTests = options.RunTests,
            Offline = options.Offline,
            Patience = options.Wait || Environment.GetEnvironmentVariable("CI") == "true" ? Patience.Whole : Patience.Usual,
        };
        var findings = await Validation.RunAsync(project, options.Only, options.Skip, context.Cancel);
        var printed = options.Format is not null && options.Report is null;
        foreach (var finding in printed ? [] : findings.Where(f => context.Verbose || f.Waived is not null || f.Outcome is not (CheckOutcome.Pass or CheckOutcome.Skip)))
            context.Output.Emit(new FindingEvent(finding));
        WriteReport(options, context, new CheckReport(project.Environment.App, project.Environment.Name, context.Clock.GetUtcNow(), findings, VersionCommand.Version));
        var broken = findings.Any(f => f.Breaks(options.FailOn));
        var counts = FindingCounts.Of(findings);
        return new("validate", broken ? ExitCodes.ChecksFailed : ExitCodes.Done, broken ? Outcome.Failed : Outcome.Done)
        {
            Environment = project.Environment.Name,
            Counts = counts,
            Findings = findings,
            Summary = $"{project.Environment.Name}: {CheckReport.Text(counts)}",
            Silent = printed,
        };
    }

    private static void WriteReport(Options options, CommandContext context, CheckReport report)
    {
        if (options.Format is null)
        {
            if (options.Report is not null)
                throw new ProblemException(CliProblems.ReportWithoutFormat());
            return;
        }

        var text = ReportFormats.All[options.Format](report);
        if (options.Report is { } file)
            AtomicFile.Write(Path.GetFullPath(file, context.Folder), text, FileModes.Public);
        else
            context.Output.Document(text);
    }
}
