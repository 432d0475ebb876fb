using System.Text.Json;

namespace Slipway.Cli.Explain;

/// <summary>All problems that Slipway can tell. The file is made from the factories of problems by a test (decision 0011).</summary>
internal static class ProblemCatalogue
{
    public const string RelativePath = "src/Slipway.Cli/Explain/problems.json";

    /// <summary>Ordered by code.</summary>
    public static IReadOnlyList<KnownProblem> All => field ??= Read();

    private static IReadOnlyList<KnownProblem> Read()
    {
        using var file = typeof(ProblemCatalogue).Assembly.GetManifestResourceStream("problems.json")!;
        return JsonSerializer.Deserialize(file, ProblemJson.Default.IReadOnlyListKnownProblem)!;
    }
}
