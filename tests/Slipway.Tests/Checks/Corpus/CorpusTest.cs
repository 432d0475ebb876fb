using System.Collections.Concurrent;
using Slipway.Checks;
using Slipway.Tests.Architecture;
using Slipway.Tests.Cli;
using Xunit;

namespace Slipway.Tests.Checks.Corpus;

/// <summary>
/// Every case of tests/fixtures/checks: exactly what it names fails or warns, and nothing else. <c>SLIPWAY_CASE=text</c> runs
/// those whose name has the text.
/// </summary>
public class CorpusTest
{
    private static readonly string Fixtures = Path.Combine(Sources.Root, "tests", "fixtures");

    private static readonly TimeProvider Clock = new StillClock(new DateTimeOffset(2026, 11, 15, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Each_case_fails_what_it_names_and_nothing_else()
    {
        var only = Environment.GetEnvironmentVariable("SLIPWAY_CASE") ?? "";
        var cases = Directory.EnumerateFiles(Path.Combine(Fixtures, "checks"), "*.case", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => CorpusReader.Read(Path.GetRelativePath(Path.Combine(Fixtures, "checks"), file)[..^5], File.ReadAllText(file)))
            .Where(c => c.Name.Contains(only, StringComparison.Ordinal)).ToList();
        var outcomes = new ConcurrentBag<CorpusOutcome>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (c, cancel) => outcomes.Add(await RunAsync(c, cancel)));
        var wrong = outcomes.Where(o => o.Missed.Count + o.Alarms.Count > 0).OrderBy(o => o.Name, StringComparer.Ordinal).ToList();
        var (expected, found, right) = (outcomes.Sum(o => o.Expected), outcomes.Sum(o => o.Found), outcomes.Sum(o => o.Expected - o.Missed.Count));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{cases.Count} cases; recall {right} of {expected} ({Share(right, expected)}), precision {found - outcomes.Sum(o => o.Alarms.Count)} of {found} ({Share(found - outcomes.Sum(o => o.Alarms.Count), found)})");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count} cases:\n{string.Join('\n', wrong)}");
    }

    private static async Task<CorpusOutcome> RunAsync(CorpusCase c, CancellationToken cancel)
    {
        try
        {
            using var project = CorpusProject.Make(c, Fixtures);
            var findings = await Validation.RunAsync(project.Open(Clock), [], [], cancel);
            var found = findings.Where(f => f.Outcome is CheckOutcome.Fail or CheckOutcome.Warn).ToList();
            return new(c.Name, c.Fails.Count, found.Count,
                [.. c.Fails.Except(found.Select(f => f.Id)).Select(id => $"{id} ({findings.FirstOrDefault(f => f.Id == id)?.Outcome.ToString() ?? "not run"})")],
                [.. found.Where(f => !c.Fails.Contains(f.Id)).Select(f => $"{f.Id} {f.Where}: {string.Join("; ", f.Evidence.Take(1).Select(e => e.Text))}")]);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(c.Name, c.Fails.Count, 0, [.. c.Fails, $"{e.GetType().Name}: {e.Message}"], []);
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:0.0} %";
}
