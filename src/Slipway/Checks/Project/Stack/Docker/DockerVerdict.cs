using Slipway.Checks.Project.Files.Docker;

namespace Slipway.Checks.Project.Stack.Docker;

/// <summary>What checks of Dockerfiles say when there is none, and the sum of what each gives.</summary>
internal static class DockerVerdict
{
    public static Verdict Of(CheckOutcome outcome, DockerFacts facts, Func<Dockerfile, IEnumerable<Evidence>> of, string title)
    {
        if (facts.Files.Count == 0)
            return Verdict.Skip("no Dockerfile");
        var seen = facts.Files.SelectMany(of);
        return outcome == CheckOutcome.Warn ? Verdict.WarnIf(seen, title) : Verdict.FailIf(seen, title);
    }
}
