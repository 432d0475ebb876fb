using Slipway.Migrations;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Migrations;

internal sealed class MigIncompatible() : MigrationCheck(
    new("mig.incompatible", "The running release can write after each new migration", Severity.High)
    {
        Section = CheckSection.Migrations,
        Why = "A new column that must not be empty, or a shorter one, makes every insert of the release before fail until the switch, and after a rollback again.",
        Judged = New + "New columns that must not be empty and have no default of the database (Django's `default=` is the app's, db_default is the database's), and columns whose type changes or gets shorter.",
        Causes = [new("default-of-the-app", "the default stands in the code, the old code does not know it")],
        Remedy = new("Add the column empty or with a default of the database, fill it, and require it in the release after."),
        Sources = ["https://docs.djangoproject.com/en/stable/ref/models/fields/#db-default", "https://github.com/ankane/strong_migrations#setting-not-null-on-an-existing-column"],
    }, MigrationHarm.Incompatible, CheckOutcome.Fail, "The running release cannot write after a new migration");
