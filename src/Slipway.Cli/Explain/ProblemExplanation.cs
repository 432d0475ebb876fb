namespace Slipway.Cli.Explain;

/// <summary>A problem explained on the terminal.</summary>
internal static class ProblemExplanation
{
    public static IEnumerable<string> Of(KnownProblem problem)
    {
        yield return $"{problem.Code}: {problem.Title}";
        if (problem.Exit is { } exit)
            yield return $"ends a command with exit code {exit}";
        yield return "";
        foreach (var line in Labelled("Detail:", problem.Detail?.Split('\n') ?? []))
            yield return line;
        foreach (var line in Labelled("Causes:", problem.Causes.Select((cause, i) => $"{i + 1}. {cause}")))
            yield return line;
        foreach (var line in Labelled("Remedy:", problem.Remedy.Split('\n')))
            yield return line;
    }

    private static IEnumerable<string> Labelled(string label, IEnumerable<string> lines) =>
        lines.Select((line, i) => $"{(i == 0 ? label : ""),-9}{line}");
}
