using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Checks;
using Slipway.Cli.Output;
using Slipway.Events;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway waive</c></summary>
internal static class WaiveCommand
{
    private const int LongestReason = 200;

    /// <param name="Checks">Ids; empty = list the waivers.</param>
    /// <param name="Until">As it was typed.</param>
    internal sealed record Options(IReadOnlyList<string> Checks, string? Reason, string? Until, string? Subject, string? Owner);

    public static Command Create(CommandFrame frame)
    {
        var checks = new Argument<string[]>("check") { Description = "Ids of checks, as slipway validate shows them", Arity = ArgumentArity.ZeroOrMore, HelpName = "check" };
        checks.CompletionSources.Add(_ => ValidationCatalogue.All.Select(c => new System.CommandLine.Completions.CompletionItem(c.About.Id)));
        var reason = new Option<string?>("--reason") { Description = "Why it is let be", HelpName = "TEXT" };
        var until = new Option<string?>("--until") { Description = "Its last day, at most a year ahead; 30 to 90 days are usual", HelpName = "DATE" };
        var subject = new Option<string?>("--subject") { Description = "Only this key, path or package (default: all that the check finds)", HelpName = "SUBJECT" };
        var owner = new Option<string?>("--owner") { Description = "Who answers for it (default: you)", HelpName = "NAME" };
        var list = new Option<bool>("--list") { Description = "List the waivers and their ends, as without a check" };
        var command = new VerbCommand("waive", "Let a check fail until a day, with a reason, in slipway.yaml")
        {
            Examples =
            [
                new("slipway waive env.hsts --reason \"ramp until March\" --until 2027-03-01", "writes it into slipway.yaml"),
                new("slipway waive", "all waivers and their ends"),
            ],
        };
        command.Add(checks);
        foreach (var option in (Option[])[reason, until, subject, owner, list])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(list) && result.GetValue(checks) is { Length: > 0 })
                result.AddError("--list takes no check.");
        });
        frame.Handle(command, parse => new Options(
            parse.GetValue(checks) ?? [], parse.GetValue(reason), parse.GetValue(until), parse.GetValue(subject), parse.GetValue(owner)), RunAsync);
        return command;
    }

    /// <summary>Writes waivers into the project file, or lists those that it has.</summary>
    public static Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var project = ProjectEnvironment.Project(context);
        var today = DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime);
        return Task.FromResult(options.Checks.Count == 0 ? List(project, options, today, context.Output) : Add(project, Waivers(project, options, today), context.Output));
    }

    private static ResultEvent List(ProjectFile project, Options options, DateOnly today, IOutput output)
    {
        if (options is not { Reason: null, Until: null, Subject: null, Owner: null })
            throw new ProblemException(CliProblems.WaiveWhat());
        var waivers = project.Environments.SelectMany(e => e.Waivers).Distinct().OrderBy(w => w.Until).ToList();
        if (waivers.Count == 0)
            output.Line("nothing is waived");
        else
            output.Table(new(["CHECK", "SUBJECT", "UNTIL", "OWNER", "REASON"], [.. waivers.Select(w =>
                (IReadOnlyList<string>)[w.Check, w.Subject ?? "all", w.Until < today ? $"{w.Until:yyyy-MM-dd} (ended)" : $"{w.Until:yyyy-MM-dd}", w.Owner, w.Reason])]));
        return ResultEvent.Succeeded("waive") with { Data = Data(project, waivers) };
    }

    private static ResultEvent Add(ProjectFile project, IReadOnlyList<Waiver> waivers, IOutput output)
    {
        var bytes = File.ReadAllBytes(project.Path);
        var bom = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var text = WaiverWriter.Add(Encoding.UTF8.GetString(bytes.AsSpan(bom ? 3 : 0)), waivers);
        byte[] changed = text is null ? [] : [.. bom ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)];
        if (text is null || !Says(changed, project, waivers))
            throw new ProblemException(CliProblems.WaiveByHand(project.Path));
        AtomicFile.Write(project.Path, changed, (int)File.GetUnixFileMode(project.Path));
        foreach (var waiver in waivers)
            output.Line($"{waiver.Check}{(waiver.Subject is { } subject ? $" {subject}" : "")}: waived until {waiver.Until:yyyy-MM-dd}");
        return ResultEvent.Succeeded("waive", $"wrote {Path.GetFileName(project.Path)}") with { Data = Data(project, waivers) };
    }

    /// <summary>The file as it would be says in every environment what it said, and the waivers.</summary>
    private static bool Says(byte[] bytes, ProjectFile project, IReadOnlyList<Waiver> waivers)
    {
        try
        {
            var read = ProjectFileReader.Parse(bytes, project.Path);
            return read.Environments.Zip(project.Environments).All(pair => pair.First.Waivers.Select(Plain).SequenceEqual(pair.Second.Waivers.Concat(waivers).Select(Plain)));
        }
        catch (ProblemException)
        {
            return false;
        }

        static Waiver Plain(Waiver waiver) => waiver with { Where = null };
    }

    private static IReadOnlyList<Waiver> Waivers(ProjectFile project, Options options, DateOnly today)
    {
        foreach (var word in options.Checks)
            if (ValidationCatalogue.All.All(c => c.About.Id != word))
                throw new ProblemException(CheckProblems.Unknown(word, ValidationCatalogue.All));
        var waivers = options.Checks.Distinct().Select(check => new Waiver(
            check, Line("reason", options.Reason), Line("owner", options.Owner ?? Environment.UserName), Until(options.Until, today))
        {
            Subject = options.Subject is { } subject ? Line("subject", subject) : null,
        }).ToList();
        foreach (var waiver in waivers)
            if (project.Environments.SelectMany(e => e.Waivers).FirstOrDefault(w => w.Check == waiver.Check && w.Subject == waiver.Subject && w.Until >= today) is { } there)
                throw new ProblemException(CliProblems.WaivedAlready(there));
        return waivers;
    }

    private static DateOnly Until(string? text, DateOnly today)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            throw new ProblemException(CliProblems.WaiveUntil(text is null ? "it needs a last day" : $"`{text}` is no day", today));
        if (until < today)
            throw new ProblemException(CliProblems.WaiveUntil($"{text} is over", today));
        return until <= today.AddYears(1) ? until : throw new ProblemException(CliProblems.WaiveUntil($"{text} is more than a year ahead", today));
    }

    private static string Line(string option, string? text) => text?.Trim() is { Length: > 0 and <= LongestReason } line && !line.Any(char.IsControl)
        ? line
        : throw new ProblemException(CliProblems.WaiveLine(option, LongestReason));

    private static JsonObject Data(ProjectFile project, IReadOnlyList<Waiver> waivers) => new()
    {
        ["file"] = project.Path,
        ["waivers"] = new JsonArray([.. waivers.Select(w => (JsonNode)new JsonObject
        {
            ["check"] = w.Check, ["subject"] = w.Subject, ["reason"] = w.Reason, ["owner"] = w.Owner, ["until"] = $"{w.Until:yyyy-MM-dd}",
        })]),
    };
}
