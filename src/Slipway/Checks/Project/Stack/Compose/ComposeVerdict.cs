using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Stack.Compose;

/// <summary>What checks of compose files say when there is none, and the sum of what their services give.</summary>
internal static class ComposeVerdict
{
    public static Verdict Fail(ComposeFacts facts, Func<ComposeService, IEnumerable<Evidence>> of, string title) =>
        facts.Services.Count == 0 ? Verdict.Skip("no compose file") : Verdict.FailIf(facts.Services.SelectMany(of), title);

    public static Verdict Warn(ComposeFacts facts, Func<ComposeService, IEnumerable<Evidence>> of, string title) =>
        facts.Services.Count == 0 ? Verdict.Skip("no compose file") : Verdict.WarnIf(facts.Services.SelectMany(of), title);
}
