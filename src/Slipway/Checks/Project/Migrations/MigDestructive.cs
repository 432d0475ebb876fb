using Slipway.Migrations;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Migrations;

internal sealed class MigDestructive() : MigrationCheck(
    new("mig.destructive", "No new migration takes away what the running release uses", Severity.High)
    {
        Section = CheckSection.Migrations,
        Why = "While the release before still answers, a dropped or renamed column makes its requests fail, and dropped data comes back only from a dump.",
        Judged = New + "Dropped or renamed tables and columns, deleted rows and emptied tables, in Laravel's up(), Django's operations, EF Core's Up() and SQL.",
        Causes = [new("one-step", "the change was made in one step where two releases are needed"), new("clean-up", "it tidies up what an earlier release no longer uses")],
        Remedy = new("Split it over two releases, or waive this migration and deploy with --allow-destructive: then writes are frozen from the dump to the end of the watch.", "slipway plan"),
        Sources = ["https://docs.gitlab.com/development/database/avoiding_downtime_in_migrations/", "https://github.com/ankane/strong_migrations#checks"],
    }, MigrationHarm.Destructive, CheckOutcome.Fail, "A new migration takes away what the running release uses");
