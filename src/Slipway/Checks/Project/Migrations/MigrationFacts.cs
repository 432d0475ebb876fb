using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Stack;
using Slipway.Checks.Project.Files;
using Slipway.Migrations;
using Slipway.Stacks;
using Slipway.Text;

namespace Slipway.Checks.Project.Migrations;

/// <summary>The project's migrations, and what those that are new may do.</summary>
/// <param name="Total">How many there are, old ones too.</param>
/// <param name="New">Null when it cannot be told which are new.</param>
internal sealed record MigrationFacts(int Total, IReadOnlyList<(TextFile File, IReadOnlyList<MigrationConcern> Concerns)>? New)
{
    // The files of every stack: a project may have SQL beside its framework's own.
    private static readonly string[] Places =
    [
        "database/migrations/**/*.php", "**/migrations/*.py", "!__init__.py", "**/Migrations/*.cs", "!*.Designer.cs", "!*ModelSnapshot.cs", "**/migrations/**/*.sql", "!*.down.sql", "!down.sql",
        "!tests/", "!vendor/",
    ];

    public static async Task<MigrationFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var files = await project.FactsAsync(ProjectFiles.ReadAsync, cancel);
        var rules = new IgnoreRules(Places.Concat(project.Environment.Migrations?.Files ?? []));
        var paths = files.Paths.Where(path => rules.IsIgnored(path, isFolder: false) && !path.Split('/').Any(part => part is "tests" or "fixtures")).ToList();
        if (paths.Count == 0)
            return new(0, []);
        var added = await NewMigrations.OfAsync(project, await GitFacts.OfAsync(project, cancel), paths, cancel);
        if (added is null)
            return new(paths.Count, null);
        var database = DatabaseOf(project, await project.FactsAsync(StackEnv.ReadAsync, cancel));
        return Of(paths.Count, [.. added.Order(StringComparer.Ordinal).Select(files.File).OfType<TextFile>()], database);
    }

    public static MigrationFacts Of(int total, IReadOnlyList<TextFile> added, string? database) =>
        new(total, [.. added.Select(file => (file, MigrationReview.Find(file.Path, file.Text, database)))]);

    private static string? DatabaseOf(CheckedProject project, StackEnv env) => project.Environment.Services.Database ?? env.Text("DB_CONNECTION") switch
    {
        "pgsql" or "postgres" or "postgresql" => "postgresql",
        "mysql" or "mariadb" => "mysql",
        _ => null,
    };
}
