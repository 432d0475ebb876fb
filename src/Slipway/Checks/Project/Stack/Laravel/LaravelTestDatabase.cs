using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Php;

namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed partial class LaravelTestDatabase() : ProjectCheck<LaravelFacts>(
    new("laravel.test_database", "Tests have a database of their own", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "RefreshDatabase empties the database that it finds; without one of its own that is the one the environment names, and one day it is production's.",
        Judged = "phpunit.xml (or .dist) must set DB_DATABASE, DB_URL or DATABASE_URL (or DB_CONNECTION to sqlite, or to a connection of config/database.php that has a database of its own), or .env.testing must; a DB_DATABASE with the name of production's database on the same connection fails. Lines in comments do not count. Without phpunit.xml there is nothing to judge.",
        Causes = [new("skeleton", "older skeletons have the two lines as comments")],
        Remedy = new("In phpunit.xml: <env name=\"DB_CONNECTION\" value=\"sqlite\"/> and <env name=\"DB_DATABASE\" value=\":memory:\"/>."),
        Sources = ["https://laravel.com/docs/testing#environment", "https://laravel.com/docs/database-testing#resetting-the-database-after-each-test"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    public override Verdict Judge(LaravelFacts facts)
    {
        if ((facts.Files.File("phpunit.xml") ?? facts.Files.File("phpunit.xml.dist")) is not { } file)
            return Verdict.Skip("no phpunit.xml");
        if (PhpUnitFile.Of(file) is not { } unit)
            return Verdict.Unknown($"{file.Path} is no XML that can be read");
        if (OwnInEnv(facts.Files.File(".env.testing")))
            return Verdict.Pass;
        var name = unit.Find("DB_DATABASE");
        if (name is not null && unit.Find("DB_CONNECTION") is not { Value: "sqlite" } && unit.Find("DB_HOST") is null && IsProductions(name.Value, facts))
            return Verdict.Fail("Tests use production's database", new Evidence("DB_DATABASE is the name of production's database", file.Where(name.Line, 1), "DB_DATABASE"));
        return name is not null || unit.Find("DB_URL") is not null || unit.Find("DATABASE_URL") is not null || unit.Find("DB_CONNECTION") is { Value: "sqlite" or "testing" or "sqlite_testing" or "test" }
            || (unit.Find("DB_CONNECTION") is { } connection && HasOwnDatabase(connection.Value, facts)) ? Verdict.Pass : Verdict.Fail("Tests have no database of their own", new Evidence($"{file.Path} sets no database", file.Where(1, 1), file.Path));
    }

    // The connection that the tests name has its database written down, or from a variable of its own.
    private static bool HasOwnDatabase(string connection, LaravelFacts facts) => facts.Config("database")?.Written("connections", connection, "database") switch
    {
        PhpText { Text: var text } => text.Length > 0 && !IsProductions(text, facts),
        PhpCall { Name: "env", Arguments: [PhpText { Text: not "DB_DATABASE" } key, ..] } => facts.Env.Text(key.Text) is not { Length: > 0 } set || !IsProductions(set, facts),
        PhpCall { Name: "database_path" or "storage_path" } => true,
        _ => false,
    };

    private static bool IsProductions(string name, LaravelFacts facts) => facts.Env.Text("DB_DATABASE") is { Length: > 0 } own && own == name;

    private static bool OwnInEnv(TextFile? file) => file is not null && OwnDatabase().IsMatch(file.Text);

    [GeneratedRegex(@"^\s*(?:export\s+)?(?:DB_DATABASE|DB_URL|DATABASE_URL)\s*=\s*\S|^\s*DB_CONNECTION\s*=\s*['""]?sqlite", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OwnDatabase();
}
