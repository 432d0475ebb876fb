namespace Slipway.Checks.Project.Stack.Data;

internal sealed class DbVariables() : ProjectCheck<DataFacts>(
    new("db.variables", "The database server knows every variable of its file", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "MySQL does not start with a variable that it does not know, so one old line takes the whole database down at the next restart.",
        Judged = "[mysqld] of .cnf files, and options of a MySQL service of Compose, against the variables that MySQL 8.0 removed. Judged for MySQL 8 and later unless the image, DB_CONNECTION or the file says MariaDB or MySQL 5; names with `loose_` before them pass.",
        Causes = [new("old-guide", "the tuning comes from a guide for MySQL 5")],
        Remedy = new("Remove the line. The query cache is gone; give the memory to innodb_buffer_pool_size."),
        Sources = ["https://dev.mysql.com/doc/refman/8.0/en/added-deprecated-removed.html#optvars-removed"],
    },
    DataFacts.ReadAsync)
{
    private static readonly HashSet<string> Removed = new(StringComparer.Ordinal)
    {
        "query_cache_size", "query_cache_type", "query_cache_limit", "query_cache_min_res_unit", "query_cache_wlock_invalidate", "have_query_cache",
        "innodb_file_format", "innodb_file_format_check", "innodb_file_format_max", "innodb_large_prefix", "innodb_locks_unsafe_for_binlog", "innodb_support_xa", "innodb_undo_logs",
        "innodb_checksums", "innodb_disable_resize_buffer_pool_debug", "innodb_stats_sample_pages", "innodb_mirrored_log_groups", "innodb_additional_mem_pool_size", "innodb_use_sys_malloc",
        "log_warnings", "log_builtin_as_identified_by_password", "log_syslog", "log_syslog_facility", "log_syslog_include_pid", "log_syslog_tag", "secure_auth", "old_passwords", "sync_frm",
        "tx_isolation", "tx_read_only", "max_tmp_tables", "multi_range_count", "ignore_builtin_innodb", "ignore_db_dirs", "metadata_locks_cache_size", "metadata_locks_hash_instances",
        "date_format", "datetime_format", "time_format", "bootstrap", "partition", "skip_partition", "temp_pool", "des_key_file", "show_compatibility_56", "simplified_binlog_gtid_recovery",
        "binlog_max_flush_queue_time", "thread_concurrency", "log_slow_queries", "table_cache",
    };

    public override Verdict Judge(DataFacts facts)
    {
        if (facts.Mysql.Count == 0)
            return Verdict.Skip("no MySQL configuration");
        return facts.Kind == MysqlKind.Mysql8
            ? Verdict.FailIf(facts.Mysql.Where(IsUnknown).Select(s => new Evidence($"MySQL 8 does not know {(s.Key == "sql_mode" ? "NO_AUTO_CREATE_USER" : s.Key)}", s.Where, s.Key)), "The database server does not know a variable of its file")
            : Verdict.Pass;
    }

    private static bool IsUnknown(DataSetting setting) =>
        Removed.Contains(setting.Key) || (setting.Key == "sql_mode" && setting.Value.Contains("NO_AUTO_CREATE_USER", StringComparison.OrdinalIgnoreCase));
}
