using Slipway.Project;

namespace Slipway.Checks.Project.Source;

/// <summary><c>src.branch</c></summary>
internal sealed class OnBranch() : ProjectCheck<BranchFacts>(new("src.branch", "The branch is the one that is released", Severity.Medium)
{
    Section = CheckSection.Source,
    Why = "A feature branch that is deployed takes away what others have merged since it began.",
    Judged = "The current branch is the project file's `branch:`; without one, production is deployed from main or master, and other environments from any branch.",
    Causes = [new("other-work", "somebody is working on another branch in this folder")],
    Remedy = new("Switch to the branch that is released, or name this one as `branch:` in slipway.yaml.", "git switch main"),
}, BranchFacts.ReadAsync)
{
    public override Verdict Judge(BranchFacts facts)
    {
        if (!facts.Git.IsRepository)
            return GitVerdict.Without(facts.Git);
        if (facts.Git.Branch is not { } branch)
            return Verdict.Skip("no branch is checked out: the head is detached");
        if (facts.Wanted is null && !ProductionName.Is(facts.Environment))
            return Verdict.Skip($"{facts.Environment} may be deployed from any branch");
        var wanted = facts.Wanted is { } named ? [named] : new[] { "main", "master" };
        return wanted.Contains(branch) ? Verdict.Pass : Verdict.Warn($"The branch is {branch}", new Evidence($"{string.Join(" or ", wanted)} is released", null, branch));
    }
}
