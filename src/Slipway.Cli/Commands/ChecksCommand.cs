using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Checks;
using Slipway.Cli.Output;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway checks</c></summary>
internal static class ChecksCommand
{
    /// <param name="Check">A check's id or group; null = all.</param>
    internal sealed record Options(string? Check);

    public static Command Create(CommandFrame frame)
    {
        var check = CommandFrame.Word("check", "A check's id or group (default: list all)", () => ValidationCatalogue.All.Select(each => each.About.Id));
        var command = new VerbCommand("checks", "List the checks, or explain one")
        {
            Examples =
            [
                new("slipway checks", "all of them, a line each"),
                new("slipway checks env.debug_off", "why it matters, how it is judged, what to do"),
            ],
        };
        command.Add(check);
        frame.Handle(command, parse => new Options(parse.GetValue(check)), RunAsync);
        return command;
    }

    public static Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var chosen = CheckSelection.Of(ValidationCatalogue.All, options.Check is { } word ? [word] : [], []).Select(c => c.About).ToList();
        if (chosen.Count == 1)
            foreach (var line in CheckText.Explain(chosen[0]))
                context.Output.Line(line);
        else
            context.Output.Table(new OutputTable(
                ["check", "severity", "what"], [.. chosen.Select(a => (IReadOnlyList<string>)[a.Id, a.Severity.ToString().ToLowerInvariant(), a.Title])]));
        return Task.FromResult(ResultEvent.Succeeded("checks") with
        {
            Silent = true,
            Data = new JsonObject { ["checks"] = new JsonArray([.. chosen.Select(a => CheckText.ToJson(a))]) },
        });
    }
}
