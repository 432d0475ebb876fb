using Slipway.Problems;

namespace Slipway.Databases.Postgresql;

/// <summary>A database of PostgreSQL, reached by the app's own user.</summary>
internal sealed class PostgresqlDatabase(ServerCredentials to, ClientAccount account) : DatabaseAccess
{
    public const string Kind = "postgresql";

    /// <remarks>
    /// What is proven: pg_dump ended well and wrote its last line; the file, read back whole, holds exactly the tables that the server
    /// lists; its rows, all of one snapshot, are counted in the file. A restore counts again.
    /// </remarks>
    public override async Task<DatabaseDump> DumpAsync(string folder, CancellationToken cancel)
    {
        using var client = new PostgresqlClient(to, account);
        var dump = new DumpFolder(folder, "database.sql.gz");
        return await dump.GuardAsync(async () =>
        {
            await using (var file = dump.Create())
            await using (var gzip = SqlDump.Compress(file))
            {
                await client.DumpAsync(gzip, cancel);
                gzip.Write("\n"u8);
                gzip.Write(SqlDump.Trailer);
                gzip.Write("\n"u8);
            }

            var rows = await SqlDump.VerifyAsync(dump.Temporary, new PostgresqlDumpScanner(), cancel);
            var tables = await client.LinesAsync(PostgresqlSchema.Tables, cancel);
            if (!rows.Keys.SequenceEqual(tables.Order(StringComparer.Ordinal)))
                throw new ProblemException(BackupProblems.Incomplete(to.Where,
                    $"in the file: {string.Join(", ", rows.Keys)}\non the server: {string.Join(", ", tables)}"));
            return dump.Keep(new DumpContents(Kind, false, rows));
        });
    }

    /// <summary>
    /// PostgreSQL's own transactions are the empty database and the swap: in one transaction everything is dropped, the dump is loaded
    /// and counted; only then it commits. Any failure and any kill leave the data as it was, no right to create databases is
    /// needed, and what belongs to the database itself (grants, settings, extensions) stays. Connections of the app
    /// may live on; one that holds a lock makes the restore fail after 30 s with nothing changed.
    /// </summary>
    public override async Task RestoreAsync(string folder, CancellationToken cancel)
    {
        using var client = new PostgresqlClient(to, account);
        var dump = new DumpFolder(folder, "database.sql.gz");
        var contents = dump.Read(Kind);
        var rows = await SqlDump.VerifyAsync(dump.Dump, new PostgresqlDumpScanner(), cancel);
        if (contents.Differences(rows) is { Count: > 0 } changed)
            throw new ProblemException(BackupProblems.BrokenDump(dump.Dump, string.Join('\n', changed)));
        // COMMIT is written by us, last: an input that ends early never commits.
        var result = await client.SendAsync((input, token) => SendAsync(dump.Dump, contents, input, token), Deadline, cancel);
        if (result.TimedOut || !result.Succeeded)
            throw new ProblemException(BackupProblems.RestoreFailed(
                to.Where, result.TimedOut ? $"no end within {Deadline.TotalHours:0} hours" : string.Join('\n', result.LastWords.Split('\n').TakeLast(10)),
                "nothing was changed", dump.Dump));
    }

    private static async Task SendAsync(string path, DumpContents contents, Stream input, CancellationToken cancel)
    {
        async Task Text(string sql) => await input.WriteAsync(System.Text.Encoding.UTF8.GetBytes(sql), cancel);
        await Text($"BEGIN;\nSET LOCAL lock_timeout = '30s';\nSET LOCAL client_min_messages = warning;\n{PostgresqlSchema.Empty}\n");
        await using (var file = SqlDump.Open(path))
            await PostgresqlLoad.CopyAsync(file, input, cancel);
        await Text(PostgresqlSchema.Check(contents.Tables) + "COMMIT;\n");
        await input.FlushAsync(cancel);
    }
}
