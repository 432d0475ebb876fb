using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptTestsOnServer() : ProjectCheck<ScriptFacts>(
    new("script.tests_on_server", "No script runs tests on a server", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "Tests empty the database that they are given. With a cached configuration the test settings are ignored, and that database is production's.",
        Judged = "Scripts that change a server (git pull, migrate --force, restarts) or prove one (verify, validate, smoke, health), here-documents for ssh, and crontabs: artisan test, phpunit, pest, manage.py test, pytest, npm test. Tests before an ssh, rsync or scp run here and are fine, and so are CI jobs.",
        Causes = [new("extra-care", "the tests were added to the deploy as a safety net")],
        Remedy = new("Run the tests before the deploy, here or in CI; name them under `checks: tests` of the project file and Slipway runs them first.", "slipway validate --run-tests"),
        Sources = ["https://laravel.com/docs/testing#environment", "https://docs.djangoproject.com/en/stable/topics/testing/overview/#the-test-database"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, script => script.Kind is ScriptKind.Cron || script.IsDeploy || (script.Kind is ScriptKind.File && Proof().IsMatch(script.Name)),
        (script, command) => (command.IsRemote || !script.IsFromHere) && Tests().Match(command.Text) is { Success: true } match ? $"`{match.Value}` runs on the server" : null, "A script runs tests on a server");

    [GeneratedRegex(@"verify|validate|smoke|health", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Proof();

    [GeneratedRegex(@"\bartisan (?:test|dusk)\b|(?:^|/| )(?:phpunit|pest|pytest)(?= |$)|\bmanage\.py test\b|\bnpm (?:run )?test\b|\bdotnet test\b", RegexOptions.CultureInvariant)]
    private static partial Regex Tests();
}
