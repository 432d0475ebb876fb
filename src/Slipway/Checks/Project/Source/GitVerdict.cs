namespace Slipway.Checks.Project.Source;

/// <summary>What checks of the repository say where there is none to look at.</summary>
internal static class GitVerdict
{
    public static Verdict Without(GitFacts facts) =>
        facts.State == GitState.None ? Verdict.Skip(facts.Reason ?? "there is no repository") : Verdict.Unknown(facts.Reason ?? "git could not be asked");
}
