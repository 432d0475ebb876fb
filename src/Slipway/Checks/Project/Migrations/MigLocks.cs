using Slipway.Migrations;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Migrations;

internal sealed class MigLocks() : MigrationCheck(
    new("mig.locks", "No new migration keeps visitors waiting", Severity.Medium)
    {
        Section = CheckSection.Migrations,
        Why = "While an index is built or a table rewritten, writes to it wait: on a big table for minutes, and with them every page.",
        Judged = New + "PostgreSQL: CREATE INDEX without CONCURRENTLY (also Django's AddIndex, Laravel's index() and unique(), EF's CreateIndex), defaults that differ from row to row, constraints without NOT VALID, SET NOT NULL, VACUUM FULL, CLUSTER, REINDEX. "
            + "MySQL: CONVERT TO CHARACTER SET, ENGINE=, full-text and spatial indexes. Both: LOCK TABLE. Tables that the same file makes are empty and fine.",
        Causes = [new("small-in-development", "on a developer's machine the table is small and nothing waits")],
        Remedy = new("Build it beside the traffic (CONCURRENTLY), or run it at a quiet time."),
        Sources = ["https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY", "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html"],
    }, MigrationHarm.Locks, CheckOutcome.Warn, "A new migration keeps visitors waiting");
