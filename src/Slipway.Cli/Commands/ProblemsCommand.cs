using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Explain;
using Slipway.Cli.Output;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway problems</c></summary>
internal static class ProblemsCommand
{
    /// <param name="Code">A problem's code or what stands before its dot; null = all.</param>
    internal sealed record Options(string? Code);

    public static Command Create(CommandFrame frame)
    {
        var code = CommandFrame.Word("code", "A problem's code or group (default: list all)", () => ProblemCatalogue.All.Select(problem => problem.Code));
        var command = new VerbCommand("problems", "List the problems that a command can end with, or explain one")
        {
            Examples =
            [
                new("slipway problems", "all of them, a line each"),
                new("slipway problems host", "those of reaching a host"),
                new("slipway problems host.timeout", "what it means, usual causes, what to do"),
            ],
        };
        command.Add(code);
        frame.Handle(command, parse => new Options(parse.GetValue(code)), RunAsync);
        return command;
    }

    public static Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var chosen = options.Code is { } word ? ProblemCatalogue.Of(word) : ProblemCatalogue.All;
        if (chosen.Count == 1)
            foreach (var line in ProblemExplanation.Of(chosen[0]))
                context.Output.Line(line);
        else
            context.Output.Table(new OutputTable(["problem", "what is wrong"], [.. Rows(chosen)]));
        return Task.FromResult(ResultEvent.Succeeded("problems") with
        {
            Silent = true,
            Data = new JsonObject { ["problems"] = JsonSerializer.SerializeToNode(chosen, ProblemJson.Default.IReadOnlyListKnownProblem) },
        });
    }

    /// <summary>An empty row between two groups.</summary>
    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<KnownProblem> problems) => problems.GroupBy(problem => problem.Area)
        .SelectMany((area, i) => area.Select(problem => (IReadOnlyList<string>)[problem.Code, problem.Title]).Prepend([]).Skip(i == 0 ? 1 : 0));
}
