using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptKeyGenerate() : ProjectCheck<ScriptFacts>(
    new("script.key_generate", "No deploy makes a new application key", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "With a new APP_KEY every session ends and all that was encrypted with the old one can never be read again.",
        Judged = "`artisan key:generate` in deploy scripts, and in scripts that composer starts by itself after an install or update. Behind a condition or a wrapper that runs it once, with --show, and in post-create-project-cmd or a script that is started by name it is fine.",
        Causes = [new("first-install", "the line belongs to the first installation, and stayed")],
        Remedy = new("Remove it. `slipway prepare` makes the key once, and keeps it.", "slipway prepare"),
        Sources = ["https://laravel.com/docs/encryption#gracefully-rotating-encryption-keys", "https://getcomposer.org/doc/articles/scripts.md"],
    },
    ScriptFacts.ReadAsync)
{
    private static readonly string[] Automatic =
        ["post-install-cmd", "post-update-cmd", "post-autoload-dump", "pre-install-cmd", "pre-update-cmd", "pre-autoload-dump", "pre-package-install", "post-package-install", "post-package-update"];

    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, RunsAgain,
        (_, command) => Generate().IsMatch(command.Text) && !command.Text.Contains("--show", StringComparison.Ordinal) && !command.IsGuarded && !command.InCondition && !Once().IsMatch(command.Text) ? "`key:generate` replaces APP_KEY each time" : null,
        "A deploy makes a new application key");

    private static bool RunsAgain(ShellScript script) => script.Kind is ScriptKind.Composer ? Automatic.Contains(script.Name) : script.IsDeploy || script.Kind is ScriptKind.Cron;

    // only-once "key:generate" php artisan key:generate
    [GeneratedRegex(@"\bonce\b.*\bartisan", RegexOptions.CultureInvariant)]
    private static partial Regex Once();

    [GeneratedRegex(@"\bartisan key:generate\b", RegexOptions.CultureInvariant)]
    private static partial Regex Generate();
}
