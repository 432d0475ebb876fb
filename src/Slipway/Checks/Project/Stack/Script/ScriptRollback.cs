using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptRollback() : ProjectCheck<ScriptFacts>(
    new("script.rollback", "Rollback does not rewrite history", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "`git reset HEAD~1` goes back one commit, which is seldom the release that ran before, and a forced push takes commits away from everyone.",
        Judged = "Scripts and targets of Makefiles: `git reset` to HEAD~n, HEAD^ or HEAD@{n}, and `git push` with --force, -f or a + before the branch. CI jobs and pushes to gh-pages are fine, and so is `git reset --hard origin/main`.",
        Causes = [new("no-releases", "there was no list of releases to go back to")],
        Remedy = new("Roll back to a named release: its code, its environment and, when you say so, its database belong together.", "slipway rollback"),
        Sources = ["https://git-scm.com/docs/git-push#Documentation/git-push.txt---force"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, script => script.Kind is not (ScriptKind.Ci or ScriptKind.Image), (_, command) => command.Text switch
    {
        var text when Reset().Match(text) is { Success: true } match => $"`{match.Value}` goes back by commits, not to a release",
        var text when Push().IsMatch(text) && !text.Contains("gh-pages", StringComparison.Ordinal) => "`git push` with force rewrites the history that others have",
        _ => null,
    }, "Rollback rewrites history");

    [GeneratedRegex(@"\bgit (?:-C \S+ )?reset (?:--\w+ )*HEAD(?:[~^]\d*|@\{[^}]*\})", RegexOptions.CultureInvariant)]
    private static partial Regex Reset();

    [GeneratedRegex(@"\bgit (?:-C \S+ )?push\b.* (?:--force(?:-with-lease)?\b|-f\b|\+\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Push();
}
