namespace Slipway.Checks.Project.Stack.Data;

internal sealed class DbDurable() : ProjectCheck<DataFacts>(
    new("db.durable", "What the database has committed survives a power cut", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "With relaxed settings a power cut loses the last second of commits: payments that the customer has seen confirmed.",
        Judged = "innodb_flush_log_at_trx_commit must be 1, innodb_doublewrite not off; in PostgreSQL fsync, full_page_writes and synchronous_commit not off.",
        Causes = [new("tuning", "the line was copied from a list of speed-ups")],
        Remedy = new("Remove the line: the default is the safe value. If speed matters more than the last second, write a waiver that says so."),
        Sources = ["https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html#sysvar_innodb_flush_log_at_trx_commit", "https://www.postgresql.org/docs/current/runtime-config-wal.html"],
    },
    DataFacts.ReadAsync)
{
    public override Verdict Judge(DataFacts facts) => facts.Mysql.Count + facts.Postgres.Count == 0 ? Verdict.Skip("no database configuration") : Verdict.FailIf(
    [
        .. facts.Mysql.Where(s => (s.Key == "innodb_flush_log_at_trx_commit" && s.Value is not ("1" or "")) || (s.Key == "innodb_doublewrite" && IsOff(s))).Select(Tell),
        .. facts.Postgres.Where(s => s.Key is "fsync" or "full_page_writes" or "synchronous_commit").Where(IsOff).Select(Tell),
    ], "A power cut loses what the database has committed");

    private static bool IsOff(DataSetting setting) => setting.Value.ToLowerInvariant() is "off" or "false" or "0" or "no";

    private static Evidence Tell(DataSetting setting) => new($"{setting.Key} = {setting.Value}", setting.Where, setting.Key);
}
