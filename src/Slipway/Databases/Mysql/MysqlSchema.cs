namespace Slipway.Databases.Mysql;

/// <summary>What a database holds beside its rows, and the statements that act on it.</summary>
internal sealed class MysqlSchema(MysqlClient client, string database)
{
    public string Database => database;

    public Task<IReadOnlyList<string>> TablesAsync(CancellationToken cancel) =>
        client.NamesAsync($"SELECT HEX(table_name) FROM information_schema.tables WHERE table_schema = {Text(database)} AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY table_name", cancel);

    public Task<IReadOnlyList<string>> ViewsAsync(CancellationToken cancel) =>
        client.NamesAsync($"SELECT HEX(table_name) FROM information_schema.tables WHERE table_schema = {Text(database)} AND table_type = 'VIEW' ORDER BY table_name", cancel);

    /// <summary>Exact rows of each table: counted, not estimated.</summary>
    public async Task<SortedDictionary<string, long>> CountAsync(CancellationToken cancel)
    {
        var tables = await TablesAsync(cancel);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (tables.Count == 0)
            return counts;
        var sql = string.Concat(tables.Select(t => $"SELECT COUNT(*) FROM {Name(database)}.{Name(t)};\n"));
        var lines = (await client.RunAsync(null, sql, cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < tables.Count; i++)
            counts[tables[i]] = long.Parse(lines[i]);
        return counts;
    }

    /// <summary>Statements that drop everything but tables.</summary>
    public async Task<string> DropObjectsAsync(CancellationToken cancel)
    {
        var where = $"_schema = {Text(database)}";
        var sql = new List<string>();
        foreach (var (kind, select) in new[]
        {
            ("TRIGGER", $"SELECT HEX(trigger_name) FROM information_schema.triggers WHERE trigger{where}"),
            ("EVENT", $"SELECT HEX(event_name) FROM information_schema.events WHERE event{where}"),
            ("PROCEDURE", $"SELECT HEX(routine_name) FROM information_schema.routines WHERE routine_type = 'PROCEDURE' AND routine{where}"),
            ("FUNCTION", $"SELECT HEX(routine_name) FROM information_schema.routines WHERE routine_type = 'FUNCTION' AND routine{where}"),
        })
            sql.AddRange((await client.NamesAsync(select, cancel)).Select(n => $"DROP {kind} {Name(database)}.{Name(n)};\n"));
        sql.AddRange((await ViewsAsync(cancel)).Select(v => $"DROP VIEW {Name(database)}.{Name(v)};\n"));
        return string.Concat(sql);
    }

    /// <summary>Statements that drop all tables, whatever refers to them.</summary>
    public async Task<string> DropTablesAsync(CancellationToken cancel) =>
        "SET SESSION foreign_key_checks = 0;\n" + string.Concat((await TablesAsync(cancel)).Select(t => $"DROP TABLE {Name(database)}.{Name(t)};\n"));

    public static string Name(string name) => $"`{name.Replace("`", "``")}`";

    public static string Text(string text) => $"CONVERT(0x{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text))} USING utf8mb4)";
}
