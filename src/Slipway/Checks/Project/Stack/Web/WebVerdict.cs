namespace Slipway.Checks.Project.Stack.Web;

/// <summary>What checks of web servers' files say when there is none.</summary>
internal static class WebVerdict
{
    public static Verdict Fail(WebFacts facts, IEnumerable<Evidence> evidence, string title) => facts.IsEmpty ? Verdict.Skip("no nginx or Apache configuration") : Verdict.FailIf(evidence.Distinct(), title);

    public static Verdict Warn(WebFacts facts, IEnumerable<Evidence> evidence, string title) => facts.IsEmpty ? Verdict.Skip("no nginx or Apache configuration") : Verdict.WarnIf(evidence.Distinct(), title);
}
