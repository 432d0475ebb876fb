namespace Slipway.Stacks;

/// <summary>Folders and projects that test, measure or show another: never the app itself when there is another.</summary>
internal static class SideFolders
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "unittests", "integrationtests", "functionaltests", "e2e", "fuzz", "fuzzing", "sample", "samples", "example", "examples",
        "benchmark", "benchmarks", "demo", "demos", "playground", "fixtures", "storybook", "docs", "doc", "public", "static", "templates",
    };

    /// <param name="path">Relative, with slashes; a name with dots counts by its parts: <c>Shop.Tests</c>.</param>
    public static bool Has(string path) => path.Split('/', '.').Any(Words.Contains);
}
