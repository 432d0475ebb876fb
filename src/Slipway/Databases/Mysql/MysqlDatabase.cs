using Slipway.Problems;

namespace Slipway.Databases.Mysql;

/// <summary>A database of MySQL or MariaDB, reached by the app's own user.</summary>
internal sealed class MysqlDatabase(ServerCredentials to, ClientAccount account) : DatabaseAccess
{
    public const string Kind = "mysql";
    public const string DumpName = "database.sql.gz";

    /// <remarks>
    /// What is proven: every program ended well and wrote its last line; the file, read back whole, holds exactly the tables that the
    /// server lists before and after; its rows are counted in the file. They are those of one moment (a consistent snapshot of InnoDB; other
    /// engines have none), so they are not compared with the living tables, which go on changing. A restore counts again.
    /// </remarks>
    public override async Task<DatabaseDump> DumpAsync(string folder, CancellationToken cancel)
    {
        using var client = new MysqlClient(to, account);
        var dump = new DumpFolder(folder, DumpName);
        return await dump.GuardAsync(async () =>
        {
            var schema = new MysqlSchema(client, to.Database);
            var tables = await schema.TablesAsync(cancel);
            await using (var file = dump.Create())
            await using (var gzip = SqlDump.Compress(file))
            {
                if (tables.Count > 0)
                    await client.DumpAsync(gzip, cancel, ["--skip-triggers", "--", to.Database, .. tables]);
                await WriteObjectsAsync(client, schema, gzip, cancel);
            }

            var rows = await SqlDump.VerifyAsync(dump.Temporary, new MysqlDumpScanner(), cancel);
            if (!rows.Keys.SequenceEqual((await schema.TablesAsync(cancel)).Order(StringComparer.Ordinal)))
                throw new ProblemException(BackupProblems.Incomplete(to.Where, $"the file holds {rows.Count} tables: {string.Join(", ", rows.Keys)}"));
            return dump.Keep(new DumpContents(Kind, false, rows));
        });
    }

    public override async Task RestoreAsync(string folder, CancellationToken cancel)
    {
        using var client = new MysqlClient(to, account);
        var dump = new DumpFolder(folder, DumpName);
        var contents = dump.Read(Kind);
        var rows = await SqlDump.VerifyAsync(dump.Dump, new MysqlDumpScanner(), cancel);
        if (contents.Differences(rows) is { Count: > 0 } changed)
            throw new ProblemException(BackupProblems.BrokenDump(dump.Dump, string.Join('\n', changed)));
        await new MysqlRestore(client, to.Database, dump.Dump, contents).RunAsync(cancel);
    }

    /// <summary>Views, then routines, triggers and events; each a dump of its own because a table that has a trigger cannot be moved between databases.</summary>
    public static async Task WriteObjectsAsync(MysqlClient client, MysqlSchema schema, Stream stream, CancellationToken cancel)
    {
        stream.Write(SqlDump.Marker);
        stream.Write("\n"u8);
        if (await schema.ViewsAsync(cancel) is { Count: > 0 } views)
            await client.DumpAsync(stream, cancel, ["--no-data", "--skip-triggers", "--", schema.Database, .. views]);
        await client.DumpAsync(stream, cancel, ["--no-data", "--no-create-info", "--routines", "--triggers", "--events", "--", schema.Database]);
        stream.Write(SqlDump.Trailer);
        stream.Write("\n"u8);
    }
}
