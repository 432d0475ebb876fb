using Slipway.Checks;
using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Checks;

public class CheckRunnerTest
{
    private static readonly CheckedProject Project = new(
        new AppEnvironment { App = "shop", Name = "production", Folder = "/nowhere", RunUser = "shop", Root = "/srv/shop" }, "laravel");

    [Fact]
    public async Task Every_check_has_one_finding_and_the_worst_comes_first()
    {
        var findings = await RunAsync(
            new("env.good", () => Verdict.Pass),
            new("env.unseen", () => Verdict.Unknown("nobody answered")),
            new("env.doubtful", () => Verdict.Warn("Doubtful", new Evidence("it looks odd"))),
            new("env.bad", () => Verdict.Fail("It does not hold", new Evidence("it is broken", "a.txt:1:2"))),
            new("env.worse", () => Verdict.Fail("Worse") with { Severity = Severity.Critical }));
        Assert.Equal(["env.worse", "env.bad", "env.doubtful", "env.unseen", "env.good"], findings.Select(f => f.Id));
        Assert.Equal(new FindingCounts(Pass: 1, Warn: 1, Fail: 2, Skip: 0, Unknown: 1), FindingCounts.Of(findings));
        Assert.Equal(("It does not hold", "a.txt:1:2", "Put it right."), (findings[1].Title, findings[1].Where, findings[1].Remedy?.Text));
        Assert.Equal(("env.good holds", null, 0), (findings[4].Title, findings[4].Remedy, findings[4].Causes.Count));
    }

    [Theory]
    [InlineData(CheckOutcome.Fail)]
    [InlineData(CheckOutcome.Unknown)]
    [InlineData(CheckOutcome.Skip)]
    public async Task A_check_is_skipped_when_one_that_it_depends_on_did_not_pass(CheckOutcome outcome)
    {
        var second = new StubCheck("env.second", () => Verdict.Pass, "env.first");
        var findings = await RunAsync(second, new("env.first", () => new(outcome)));
        var skipped = findings.Single(f => f.Id == "env.second");
        Assert.Equal((CheckOutcome.Skip, "env.first", "env.first comes first"), (skipped.Outcome, skipped.Because, skipped.Evidence.Single().Text));
        Assert.False(second.WasAsked);
    }

    [Theory]
    [InlineData(CheckOutcome.Pass)]
    [InlineData(CheckOutcome.Warn)]
    public async Task A_warning_does_not_stop_what_depends_on_it(CheckOutcome outcome)
    {
        var findings = await RunAsync(new("env.second", () => Verdict.Pass, "env.first"), new("env.first", () => new(outcome)));
        Assert.Equal(CheckOutcome.Pass, findings.Single(f => f.Id == "env.second").Outcome);
    }

    [Fact]
    public async Task A_dependency_that_was_not_asked_for_does_not_matter() =>
        Assert.Equal(CheckOutcome.Pass, (await RunAsync(new StubCheck("env.second", () => Verdict.Pass, "env.first"))).Single().Outcome);

    [Fact]
    public async Task What_could_not_be_read_is_unknown_and_says_why()
    {
        var findings = await RunAsync(
            new("env.one", () => throw new ProblemException(new Problem("env.line", "this line is not `KEY=value`", Remedy: "Write it so.", Where: ".env:3:1"))),
            new("env.two", () => throw new IOException("Input/output error")));
        Assert.All(findings, f => Assert.Equal(CheckOutcome.Unknown, f.Outcome));
        Assert.Equal(("this line is not `KEY=value`", ".env:3:1"), (findings[0].Evidence[0].Text, findings[0].Where));
        Assert.Equal("Input/output error", findings[1].Evidence[0].Text);
    }

    [Fact]
    public async Task A_mistake_of_ours_is_not_taken_for_a_result() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new StubCheck("env.one", () => throw new InvalidOperationException("a bug"))));

    private static Task<IReadOnlyList<Finding>> RunAsync(params StubCheck[] checks) =>
        CheckRunner.RunAsync(checks, Project, null, TestContext.Current.CancellationToken);
}
