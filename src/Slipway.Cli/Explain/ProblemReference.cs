using System.Text;

namespace Slipway.Cli.Explain;

/// <summary>The catalogue in Markdown: docs/problems.md.</summary>
internal static class ProblemReference
{
    public const string RelativePath = "docs/problems.md";

    public static string Write(IReadOnlyList<KnownProblem> problems)
    {
        var text = new StringBuilder($"""
            # Problems

            Generated from the sources; do not edit. `slipway problems CODE` shows the same on the terminal.

            Each of these {problems.Count} problems has a code that is never reused: it stands at the end of the message, and as `code` in `--json`.
            ‹name› stands where the message has a value; lines that begin with *or* are for other cases. The exit code is named where it is always the
            same ([all of them](json.md#exit-codes)); else the command decides: mostly 4 when nothing was changed, 10 when the project or an env file
            is wrong, 20 when a deploy was undone.


            """);
        foreach (var area in problems.GroupBy(problem => problem.Area))
            text.Append($"- **{area.Key}**: {string.Join(", ", area.Select(problem => $"[{problem.Code[(area.Key.Length + 1)..]}](#{Anchor(problem.Code)})"))}\n");
        foreach (var area in problems.GroupBy(problem => problem.Area))
        {
            text.Append($"\n## {area.Key}\n");
            foreach (var problem in area)
                Explain(text, problem);
        }

        return text.ToString();
    }

    private static void Explain(StringBuilder text, KnownProblem problem)
    {
        text.Append($"\n### `{problem.Code}`\n\n**{Escape(problem.Title)}**{(problem.Exit is { } exit ? $" (exit {exit})" : "")}\n\n");
        if (problem.Detail is { } detail)
            text.Append($"- Detail: {Lines(detail)}\n");
        if (problem.Causes.Count > 0)
            text.Append($"- Likely causes: {string.Join("; ", problem.Causes.Select(Escape))}\n");
        text.Append($"- Remedy: {Lines(problem.Remedy)}\n");
    }

    private static string Lines(string text) => string.Join("<br>", text.Split('\n').Select(Escape)).Replace("<br>or: ", "<br>*or* ", StringComparison.Ordinal);

    /// <summary>What Markdown would take for its own, outside of code.</summary>
    private static string Escape(string text) => string.Join('`', text.Split('`').Select((part, i) => i % 2 == 1 ? part : part
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)));

    private static string Anchor(string code) => code.Replace(".", "", StringComparison.Ordinal);
}
