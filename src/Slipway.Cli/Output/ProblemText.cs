using Slipway.Problems;

namespace Slipway.Cli.Output;

/// <summary>The clean pieces of a problem, in the order in which a person needs them.</summary>
internal sealed record ProblemText(
    string Title, string Code, string? Where, IReadOnlyList<string> Detail, IReadOnlyList<string> Causes, IReadOnlyList<string> Remedy)
{
    public static ProblemText Of(Problem problem) => new(
        TerminalText.Line(problem.Title),
        TerminalText.Line(problem.Code),
        problem.Where is null ? null : TerminalText.Line(problem.Where),
        problem.Detail is null ? [] : TerminalText.Lines(problem.Detail),
        [.. (problem.Causes ?? []).Select(TerminalText.Line)],
        problem.Remedy is null ? [] : TerminalText.Lines(problem.Remedy));
}
