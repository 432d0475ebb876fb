using Slipway.Checks;
using Slipway.Tests.Architecture;
using Slipway.Tests.Cli;
using Xunit;

namespace Slipway.Tests.Checks.Corpus;

/// <summary>The five guides as projects: every mistake that can be known without a server is found, at its place.</summary>
public class GuidesTest
{
    private static readonly string Guides = Path.Combine(Sources.Root, "tests", "fixtures", "guides");

    [Theory]
    [InlineData("a-crm-salestracker")]
    [InlineData("b-finance-tracker")]
    [InlineData("c-claude-crm")]
    [InlineData("d-caixahub")]
    [InlineData("e-dexter-crm")]
    public async Task Every_mistake_of_the_guide_is_found(string guide)
    {
        using var project = CorpusProject.Of(Path.Combine(Guides, guide));
        var findings = await Validation.RunAsync(project.Open(new StillClock(new DateTimeOffset(2026, 11, 15, 12, 0, 0, TimeSpan.Zero))), [], [], TestContext.Current.CancellationToken);
        var wrong = findings.Where(f => f.Outcome is CheckOutcome.Fail or CheckOutcome.Warn).ToList();
        var expected = File.ReadAllLines(Path.Combine(Guides, guide, "expected.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 4)).ToList();
        Assert.NotEmpty(expected);
        var missed = expected.Where(line => !wrong.Any(f => f.Id == line[0] && f.Evidence.Any(e => IsAt(e.Where ?? e.Subject ?? "", line[1])))).Select(line =>
            $"{string.Join(' ', line)} — {string.Join(" | ", findings.Where(f => f.Id == line[0]).SelectMany(f => f.Evidence.Select(e => $"{f.Outcome} {e.Where} {e.Text}")))}").ToList();
        Assert.True(missed.Count == 0, string.Join("\n", missed));
    }

    private static bool IsAt(string seen, string place) => seen == place || seen.StartsWith(place + ":", StringComparison.Ordinal);
}
