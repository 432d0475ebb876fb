namespace Slipway.Checks.Project.Source;

/// <summary><c>src.git_clean</c></summary>
internal sealed class GitClean() : ProjectCheck<GitFacts>(new("src.git_clean", "All changes are committed", Severity.Medium)
{
    Section = CheckSection.Source,
    Why = "What is deployed must be in the history, or nobody can tell later what ran.",
    Judged = "git status of the project's folder has no changed, added or deleted file and no file that git neither tracks nor ignores.",
    Causes = [new("forgotten", "the change was not committed"), new("not-added", "a new file was not added: it would not be sent")],
    Remedy = new("Commit the changes, or add the files to .gitignore.", "git status"),
}, GitFacts.ReadAsync)
{
    private const int MostShown = 10;

    public override Verdict Judge(GitFacts facts)
    {
        if (!facts.IsRepository)
            return GitVerdict.Without(facts);
        // Plans, caches and host keys of our own are no part of the project.
        var changes = facts.Changes.Where(change => !change.Path.StartsWith(".slipway/", StringComparison.Ordinal)).ToList();
        var shown = changes.Take(MostShown).Select(change => new Evidence(change.IsUntracked ? "is not known to git" : "differs from the last commit", change.Path, change.Path));
        var more = changes.Count > MostShown ? [new Evidence($"and {changes.Count - MostShown} more")] : Array.Empty<Evidence>();
        return Verdict.WarnIf(shown.Concat(more), changes.Count == 1 ? "One file is not committed" : $"{changes.Count} files are not committed");
    }
}
