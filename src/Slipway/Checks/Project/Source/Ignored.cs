namespace Slipway.Checks.Project.Source;

/// <summary><c>src.ignored</c></summary>
internal sealed class Ignored() : ProjectCheck<IgnoredFacts>(new("src.ignored", ".gitignore covers what must not be committed", Severity.High)
{
    Section = CheckSection.Source,
    Why = "What no rule ignores is one `git add .` away from the history, and secrets never leave that.",
    Judged = "The repository's own rules (not the developer's) ignore .env, .env.local and the environment's file where the app reads variables, and where they apply vendor/, node_modules/, __pycache__/, bin/ and obj/.",
    Causes = [new("names-listed", "the files of one day were listed instead of a pattern"), new("template-replaced", "the framework's .gitignore was replaced")],
    Remedy = new("Add the names to .gitignore; for env files: .env, .env.* and !.env.example."),
    Sources = ["https://git-scm.com/docs/gitignore"],
}, IgnoredFacts.ReadAsync)
{
    public override Verdict Judge(IgnoredFacts facts) => facts.Git.IsRepository
        ? Verdict.FailIf(facts.Open.Select(open => new Evidence($"{open.Name} is not ignored: {open.What}", ".gitignore", open.Name)), $".gitignore does not cover {string.Join(", ", facts.Open.Select(open => open.Name))}")
        : GitVerdict.Without(facts.Git);
}
