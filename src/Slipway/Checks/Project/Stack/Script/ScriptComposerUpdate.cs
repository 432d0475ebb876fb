using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptComposerUpdate() : ProjectCheck<ScriptFacts>(
    new("script.composer_update", "A server installs what the lock file says", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "`composer update` or `npm update` on a server brings versions that nobody has tested to the visitors first.",
        Judged = "Deploy scripts, cron lines and RUN of Dockerfiles: composer update or require, npm update, yarn upgrade, pnpm update, pip install --upgrade of the requirements. `composer self-update`, `update --lock` and upgrades of pip itself are fine.",
        Causes = [new("security-updates", "updates were wanted on the live system without a deploy")],
        Remedy = new("Update on your machine, run the tests, commit the lock file and deploy. On the server use composer install, npm ci, pip install -r."),
        Sources = ["https://getcomposer.org/doc/01-basic-usage.md#updating-dependencies-to-their-latest-versions", "https://docs.npmjs.com/cli/commands/npm-ci"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, script => script.Kind is ScriptKind.Cron or ScriptKind.Image || script.IsDeploy,
        (script, command) => (command.IsRemote || !script.IsFromHere) && Update().Match(command.Text) is { Success: true } match ? $"`{match.Value.Trim()}` brings versions that the lock file does not name" : null,
        "A server installs what the lock file does not say");

    [GeneratedRegex(@"\bcomposer(?:\.phar)? (?:-\S+ |--\S+ )*(?:update|upgrade|u)\b(?! --lock| nothing|.* --lock)|\bnpm (?:update|upgrade)\b|\byarn upgrade\b|\bpnpm (?:update|up)\b|\bpip3? install (?:\S+ )*(?:-U|--upgrade) (?:\S+ )*-r \S+|\bpip3? install (?:\S+ )*-r \S+ (?:\S+ )*(?:-U|--upgrade)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Update();
}
