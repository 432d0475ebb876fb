namespace Slipway.Checks.Project.Source;

/// <summary><c>sec.env_tracked</c></summary>
internal sealed class EnvNotTracked() : ProjectCheck<TrackedEnvFacts>(new("sec.env_tracked", "No env file is in git", Severity.Critical)
{
    Section = CheckSection.Source,
    Why = "Passwords in a repository are known to everybody who ever gets a copy of it.",
    Judged = "Git tracks no file named .env, .env.* or *.env that holds a secret: a value under a name that says so, a password in an address, or what looks random. In .env of Laravel and in the environment's own file also the empty place of one fails. Examples, encrypted files, files of tests, settings, defaults and placeholders are fine.",
    Causes = [new("before-gitignore", "it was committed before .gitignore named it"), new("by-force", "it was added with git add -f"), new("other-name", "its name matches no rule of .gitignore")],
    Remedy = new("Take the file out of git and change every secret in it: the history keeps them. Use slipway env push to bring it to the host, or slipway env encrypt to keep it in git.", "git rm --cached .env"),
}, TrackedEnvFacts.ReadAsync)
{
    public override Verdict Judge(TrackedEnvFacts facts) => facts.Git.IsRepository
        ? Verdict.FailIf(facts.Files.Select(path => new Evidence("is tracked by git", path, path)), "An env file is in git") is { Outcome: CheckOutcome.Fail } verdict
            ? verdict with { Remedy = About.Remedy with { Command = "git rm --cached " + Slipway.Text.Shell.Join([.. facts.Files]) } }
            : Verdict.Pass
        : GitVerdict.Without(facts.Git);
}
