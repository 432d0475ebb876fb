using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Cli;

/// <summary>The stack that <c>init</c> writes down, with what speaks for it. A folder that <c>plan</c> would refuse is refused here, with the apps below it.</summary>
internal static class InitStack
{
    /// <param name="folder">Where slipway.yaml is to lie.</param>
    /// <param name="named">The stack that the person named; null = what the folder looks like.</param>
    /// <param name="from">Where the person is: how they would name the folders below.</param>
    /// <exception cref="ProblemException">One of stack.*.</exception>
    public static Recognition Choose(string folder, string? named, string from)
    {
        var probe = new AppEnvironment { App = "app", Name = "local", IsLocal = true, Folder = folder, Stack = named, RunUser = "app", Root = folder };
        try
        {
            var stack = StackCatalogue.Recipe(probe).Stack;
            return StackCatalogue.Detect(folder).All.FirstOrDefault(r => r.Stack == stack)
                ?? new Recognition(stack, 0, ["named with --stack; nothing in the folder speaks for it yet"]);
        }
        catch (ProblemException e) when (Candidate.Below(new ProjectFolder(folder)) is { Count: > 0 } below)
        {
            throw new ProblemException(With(e.Problem, below, candidate => Path.GetRelativePath(from, Path.Combine(folder, candidate.Folder))));
        }
    }

    private static Problem With(Problem problem, IReadOnlyList<Candidate> below, Func<Candidate, string> path) => problem with
    {
        Detail = string.Join('\n', ((string?[])[problem.Detail, "Apps in folders below:"]).Where(line => !string.IsNullOrEmpty(line))
            .Concat(below.Select(candidate => $"{path(candidate)}: {candidate.Found.Stack} ({candidate.Found.Evidence[0]})"))),
        Remedy = $"{problem.Remedy} Or choose one below: {string.Join(", ", below.Take(3).Select(candidate => $"slipway init --in {path(candidate)}"))}{(below.Count > 3 ? " …" : "")}",
    };
}
