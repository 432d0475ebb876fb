namespace Slipway.Stacks.Node;

/// <summary>The test script of package.json, unless it is what <c>npm init</c> wrote.</summary>
internal static class NodeTests
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(ProjectFolder folder) =>
        PackageJson.Read(folder)?.Scripts.GetValueOrDefault("test") is { Length: > 0 } script && !script.Contains("no test specified", StringComparison.Ordinal)
            ? [["npm", "test"]] : [];
}
