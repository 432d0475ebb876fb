using System.Text.Json;
using Slipway.Checks;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli.Explain;

/// <summary>All problems that Slipway can tell. The file is made from the sources by a test (decision 0011).</summary>
internal static class ProblemCatalogue
{
    public const string RelativePath = "src/Slipway.Cli/Explain/problems.json";

    /// <summary>Ordered by code.</summary>
    public static IReadOnlyList<KnownProblem> All => field ??= Read();

    /// <summary>Those that a word names: a code (<c>host.timeout</c>) or what stands before its dot (<c>host</c>).</summary>
    /// <exception cref="ProblemException"><c>cli.unknown-problem</c>: it names none.</exception>
    public static IReadOnlyList<KnownProblem> Of(string word)
    {
        IReadOnlyList<KnownProblem> named = [.. All.Where(problem => problem.Code == word || problem.Area == word.TrimEnd('*').TrimEnd('.'))];
        return named.Count > 0 ? named : throw new ProblemException(CliProblems.UnknownProblem(word, Meant(word)));
    }

    private static string? Meant(string word) =>
        ValidationCatalogue.All.Any(check => check.About.Id == word) ? $"it is a check: slipway checks {word}"
        : Suggestion.Nearest(word, All.Select(problem => problem.Code)) is { } near ? $"did you mean `{near}`?"
        : null;

    private static IReadOnlyList<KnownProblem> Read()
    {
        using var file = typeof(ProblemCatalogue).Assembly.GetManifestResourceStream("problems.json")!;
        return JsonSerializer.Deserialize(file, ProblemJson.Default.IReadOnlyListKnownProblem)!;
    }
}
