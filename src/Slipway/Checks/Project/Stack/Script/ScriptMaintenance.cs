using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptMaintenance() : ProjectCheck<ScriptFacts>(
    new("script.maintenance", "A failed script does not leave the site in maintenance", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "When a step fails between `artisan down` and `artisan up`, visitors see the maintenance page until somebody notices.",
        Judged = "Scripts that run `artisan down` and then something that can fail (migrations, packages, git): a `trap` must be there, and `artisan up` in the script. A script that only switches maintenance is fine.",
        Causes = [new("straight-line", "the script was written for the case that all goes well")],
        Remedy = new("Deploy with Slipway, which needs no maintenance mode, or write `trap 'php artisan up' EXIT` before `artisan down`.", "slipway deploy"),
        Sources = ["https://laravel.com/docs/deployment", "https://laravel.com/docs/configuration#maintenance-mode"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script =>
    {
        if (script.Kind is ScriptKind.Image or ScriptKind.Ci)
            return [];
        var commands = script.Commands.ToList();
        var down = commands.FindIndex(c => Down().IsMatch(c.Text));
        if (down < 0 || !commands.Skip(down + 1).Any(c => CanFail().IsMatch(c.Text)))
            return [];
        var traps = commands.Exists(c => c.Words[0] == "trap" && c.Words.Any(word => word is "EXIT" or "ERR" or "0")) && commands.Exists(c => Up().IsMatch(c.Text));
        return traps ? [] : [script.Tell(commands[down], "maintenance mode is switched on, and no trap switches it off when a later step fails")];
    }, "A failed script leaves the site in maintenance");

    [GeneratedRegex(@"\bartisan down\b", RegexOptions.CultureInvariant)]
    private static partial Regex Down();

    [GeneratedRegex(@"\bartisan up\b", RegexOptions.CultureInvariant)]
    private static partial Regex Up();

    [GeneratedRegex(@"\bmigrate\b|\bcomposer\b|\bnpm\b|\bgit\b|\brsync\b|\bcache\b", RegexOptions.CultureInvariant)]
    private static partial Regex CanFail();
}
