namespace Slipway.Checks.Project.Source;

/// <summary><c>sec.env_tracked</c></summary>
internal sealed class EnvNotTracked() : ProjectCheck<TrackedEnvFacts>(new("sec.env_tracked", "No env file is in git", Severity.Critical)
{
    Section = CheckSection.Source,
    Why = "Passwords in a repository are known to everybody who ever gets a copy of it.",
    Judged = "Git tracks no file named .env, .env.* or *.env. Examples, encrypted files, env files of tests and files that hold only a bundler's public variables are fine.",
    Causes = [new("before-gitignore", "it was committed before .gitignore named it"), new("by-force", "it was added with git add -f"), new("other-name", "its name matches no rule of .gitignore")],
    Remedy = new("Take the file out of git and change every secret in it: the history keeps them. Use slipway env push to bring it to the host, or slipway env encrypt to keep it in git.", "git rm --cached .env"),
}, TrackedEnvFacts.ReadAsync)
{
    public override Verdict Judge(TrackedEnvFacts facts) => facts.Git.IsRepository
        ? Verdict.FailIf(facts.Files.Select(path => new Evidence("is tracked by git", path, path)), "An env file is in git") is { Outcome: CheckOutcome.Fail } verdict
            ? verdict with { Remedy = About.Remedy with { Command = "git rm --cached " + Text.Shell.Join([.. facts.Files]) } }
            : Verdict.Pass
        : GitVerdict.Without(facts.Git);
}
