using Slipway.Checks;

namespace Slipway.Tests.Checks;

/// <summary>A check that says what a test wants.</summary>
internal sealed class StubCheck(string id, Func<Verdict> judge, params string[] dependsOn) : Check(new(id, $"{id} holds", Severity.High)
{
    Section = id.StartsWith("src.", StringComparison.Ordinal) ? CheckSection.Source : CheckSection.Env,
    Why = "Because.",
    Judged = "By looking.",
    Causes = [new("typo", "somebody mistyped it")],
    Remedy = new("Put it right."),
    DependsOn = dependsOn,
})
{
    public bool WasAsked { get; private set; }

    public override Task<Verdict> RunAsync(CheckedProject project, CancellationToken cancel)
    {
        WasAsked = true;
        return Task.FromResult(judge());
    }
}
