namespace Slipway.Checks.Project.Source;

/// <summary><c>src.pushed</c></summary>
internal sealed class Pushed() : ProjectCheck<GitFacts>(new("src.pushed", "The commit is on the upstream", Severity.Medium)
{
    Section = CheckSection.Source,
    Why = "A commit that only one laptop has is lost with it, and the next deploy of somebody else takes it back.",
    Judged = "The branch has an upstream, and no commit that the upstream lacks as of the last fetch or push.",
    Causes = [new("not-pushed", "git push was forgotten"), new("no-upstream", "the branch was never pushed")],
    Remedy = new("Push the branch.", "git push") { Safe = true },
}, GitFacts.ReadAsync)
{
    public override Verdict Judge(GitFacts facts)
    {
        if (!facts.IsRepository)
            return GitVerdict.Without(facts);
        if (facts.Commit is null)
            return Verdict.Warn("There is no commit yet", new Evidence("nothing was committed"));
        if (facts.Branch is null)
            return Verdict.Skip("no branch is checked out: the head is detached");
        if (facts.Upstream is null)
            return Verdict.Warn("The branch has no upstream", new Evidence($"{facts.Branch} exists on this machine only"));
        if (facts.Ahead is not { } ahead)
            return Verdict.Warn("The upstream is gone", new Evidence($"{facts.Upstream} does not exist any more"));
        return ahead == 0 ? Verdict.Pass : Verdict.Warn($"{(ahead == 1 ? "One commit is" : $"{ahead} commits are")} not pushed", new Evidence($"{facts.Branch} is {ahead} ahead of {facts.Upstream}"));
    }
}
