using Slipway.Migrations;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Migrations;

internal sealed class MigIrreversible() : MigrationCheck(
    new("mig.irreversible", "New migrations have a way back", Severity.Medium)
    {
        Section = CheckSection.Migrations,
        Why = "Without one, the only way back is to restore the dump, with the loss of what was written since.",
        Judged = New + "Laravel: down() is missing, empty or only throws. Django: RunPython or RunSQL without a reverse (noop counts as one). EF Core: Down() is empty or only throws. Plain SQL has no way back by nature and is not judged.",
        Causes = [new("never-needed", "nobody expected to go back")],
        Remedy = new("Write the way back, or a no-op that says that there is nothing to undo."),
        Sources = ["https://docs.djangoproject.com/en/stable/ref/migration-operations/#runpython", "https://laravel.com/docs/migrations#migration-structure"],
    }, MigrationHarm.Irreversible, CheckOutcome.Warn, "A new migration has no way back");
