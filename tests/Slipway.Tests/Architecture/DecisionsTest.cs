using Xunit;

namespace Slipway.Tests.Architecture;

public class DecisionsTest
{
    private static readonly string[] Files =
        [.. Directory.EnumerateFiles(Path.Combine(Sources.Root, "docs/decisions"), "*.md").Select(f => Path.GetFileName(f)).Where(f => !f.StartsWith("0000", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_decision_has_a_number_of_its_own() =>
        Assert.Empty(Files.GroupBy(f => f[..4]).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)));

    [Fact]
    public void A_decision_begins_with_its_number() =>
        Assert.All(Files, f => Assert.StartsWith("# " + f[..4], File.ReadLines(Path.Combine(Sources.Root, "docs/decisions", f)).First()));

    [Fact]
    public void The_index_names_each_decision()
    {
        var index = File.ReadAllText(Path.Combine(Sources.Root, "docs/architecture.md"));
        Assert.All(Files, f => Assert.Contains($"[{f[..4]}](decisions/{f})", index));
    }
}
