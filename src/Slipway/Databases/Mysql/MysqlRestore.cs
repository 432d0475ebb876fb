using System.Text;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Databases.Mysql;

/// <summary>
/// Puts a proven dump in place of what a database holds. Writes are frozen. When the user may create databases:
/// 1. load tables and rows into an empty database beside it and count them; 2. keep the present views, routines, triggers and events in a
/// file; 3. drop them, for they hold tables fast; 4. one RENAME TABLE moves all present tables out and all restored ones in; 5. load
/// the dump's views, routines, triggers and events; 6. drop both helper databases.
/// A failure in 1 or 2 changed nothing; in 3 or 4 what was kept is loaded again; in 5 the tables are the restored ones.
/// When it may not create databases: 1. dump the present state; 2. drop everything; 3. load and count; a failure loads the present state again.
/// Every failure and every kill can be answered by running it again: it starts over from the dump, and the helper databases have fixed names.
/// </summary>
internal sealed class MysqlRestore(MysqlClient client, string database, string dump, DumpContents contents)
{
    private readonly MysqlSchema _live = new(client, database);
    private readonly string _new = Helper(database, "_slipway_new");
    private readonly string _old = Helper(database, "_slipway_old");
    private readonly string _kept = Path.Combine(Path.GetDirectoryName(dump)!, ".present.sql.gz");

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            if (await CreateHelpersAsync(cancel))
                await SwapAsync(cancel);
            else
                await InPlaceAsync(cancel);
        }
        catch (IOException e) when (Posix.IsFull(e))
        {
            throw new ProblemException(BackupProblems.NoSpace(Path.GetDirectoryName(dump)!), e);
        }
    }

    /// <returns>False when the user may not create databases.</returns>
    private async Task<bool> CreateHelpersAsync(CancellationToken cancel)
    {
        var found = await client.NamesAsync($"SELECT HEX(default_collation_name) FROM information_schema.schemata WHERE schema_name = {MysqlSchema.Text(database)}", cancel);
        var collate = found.Count == 0 ? "" : $" COLLATE {found[0]}";
        var sql = string.Concat(new[] { _new, _old }.Select(d =>
            $"DROP DATABASE IF EXISTS {MysqlSchema.Name(d)};\nCREATE DATABASE {MysqlSchema.Name(d)}{collate};\n"));
        var result = await client.SendAsync(null, Writer(sql), TimeSpan.FromMinutes(10), cancel);
        if (result.Succeeded)
            return true;
        return MysqlFailure.IsNoRight(result.LastWords) ? false : throw Failed(result, "nothing was changed");
    }

    private async Task SwapAsync(CancellationToken cancel)
    {
        try
        {
            var loaded = await client.SendAsync(_new, (input, token) => SqlDump.SendAsync(dump, objects: false, input, token), DatabaseAccess.Deadline, cancel);
            if (!loaded.Succeeded)
                throw Failed(loaded, "nothing was changed");
            await CompareAsync(new MysqlSchema(client, _new), "nothing was changed", cancel);
            await KeepPresentAsync(tables: [], cancel);
            await MoveAsync(cancel);
        }
        catch
        {
            await DropHelpersAsync(CancellationToken.None);
            throw;
        }

        await LoadObjectsAsync(dump, "the tables are restored, views, routines and triggers are not all", cancel);
        Posix.Unlink(_kept);
        await client.RunAsync(null, Drop(_new) + Drop(_old), cancel);
    }

    private async Task MoveAsync(CancellationToken cancel)
    {
        var present = await _live.TablesAsync(cancel);
        var moves = present.Select(t => Move(database, _old, t)).Concat(contents.Tables.Keys.Select(t => Move(_new, database, t))).ToList();
        var sql = await _live.DropObjectsAsync(cancel) + (moves.Count == 0 ? "" : $"RENAME TABLE {string.Join(", ", moves)};\n");
        var moved = await client.SendAsync(null, Writer("SET SESSION lock_wait_timeout = 30;\n" + sql), TimeSpan.FromMinutes(10), cancel);
        if (moved.Succeeded)
            return;
        var back = await client.SendAsync(database, (input, token) => SqlDump.SendAsync(_kept, objects: true, input, token), DatabaseAccess.Deadline, CancellationToken.None);
        if (back.Succeeded)
            Posix.Unlink(_kept);
        throw Failed(moved, back.Succeeded ? "the data is as before" : $"all rows are as before, but views, routines and triggers must be loaded from {_kept}");
    }

    private async Task InPlaceAsync(CancellationToken cancel)
    {
        await KeepPresentAsync(await _live.TablesAsync(cancel), cancel);
        try
        {
            await ReplaceAsync(dump, cancel);
            await CompareAsync(_live, "what was written differs from the dump", cancel);
        }
        catch (ProblemException e)
        {
            try
            {
                await ReplaceAsync(_kept, CancellationToken.None);
            }
            catch (ProblemException)
            {
                throw Failed(e.Problem.Detail ?? "", $"the data from before is in {_kept}");
            }

            Posix.Unlink(_kept);
            throw Failed(e.Problem.Detail ?? "", "the data is as before");
        }

        Posix.Unlink(_kept);
    }

    private async Task ReplaceAsync(string file, CancellationToken cancel)
    {
        await client.RunAsync(null, "SET SESSION lock_wait_timeout = 30;\n" + await _live.DropObjectsAsync(cancel) + await _live.DropTablesAsync(cancel), cancel);
        var loaded = await client.SendAsync(database, (input, token) => SqlDump.SendAsync(file, objects: false, input, token), DatabaseAccess.Deadline, cancel);
        if (!loaded.Succeeded)
            throw Failed(loaded, "half way");
        await LoadObjectsAsync(file, "half way", cancel);
    }

    private async Task LoadObjectsAsync(string file, string state, CancellationToken cancel)
    {
        var loaded = await client.SendAsync(database, (input, token) => SqlDump.SendAsync(file, objects: true, input, token), DatabaseAccess.Deadline, cancel);
        if (!loaded.Succeeded)
            throw Failed(loaded, state);
    }

    private async Task KeepPresentAsync(IReadOnlyList<string> tables, CancellationToken cancel)
    {
        Posix.Unlink(_kept);
        try
        {
            await using var file = new FileStream(_kept, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = (UnixFileMode)FileModes.Secret,
            });
            await using var gzip = SqlDump.Compress(file);
            if (tables.Count > 0)
                await client.DumpAsync(gzip, cancel, ["--skip-triggers", "--", database, .. tables]);
            await MysqlDatabase.WriteObjectsAsync(client, _live, gzip, cancel);
        }
        catch
        {
            Posix.Unlink(_kept);
            throw;
        }
    }

    private async Task CompareAsync(MysqlSchema schema, string state, CancellationToken cancel)
    {
        if (contents.Differences(await schema.CountAsync(cancel)) is { Count: > 0 } wrong)
            throw Failed(string.Join('\n', wrong), state);
    }

    // After a failure: a helper that came to hold the present tables stays, whatever the server answered.
    private async Task DropHelpersAsync(CancellationToken cancel)
    {
        try
        {
            var holds = await new MysqlSchema(client, _old).TablesAsync(cancel);
            await client.RunAsync(null, Drop(_new) + (holds.Count > 0 ? "" : Drop(_old)), cancel);
        }
        catch (ProblemException)
        {
            // The server is gone: the failure that brought us here says so, and the next restore drops them.
        }
    }

    private static string Drop(string helper) => $"DROP DATABASE IF EXISTS {MysqlSchema.Name(helper)};\n";

    private ProblemException Failed(CommandResult result, string state) =>
        Failed(result.TimedOut ? $"no end within {result.Elapsed.TotalMinutes:0} minutes" : string.Join('\n', result.LastWords.Split('\n').TakeLast(10)), state);

    private ProblemException Failed(string words, string state) => new(BackupProblems.RestoreFailed(client.Where, words, state, dump));

    private static Func<Stream, CancellationToken, Task> Writer(string sql) => (input, token) => input.WriteAsync(Encoding.UTF8.GetBytes(sql), token).AsTask();

    private static string Move(string from, string to, string table) =>
        $"{MysqlSchema.Name(from)}.{MysqlSchema.Name(table)} TO {MysqlSchema.Name(to)}.{MysqlSchema.Name(table)}";

    private static string Helper(string database, string ending) => database[..Math.Min(database.Length, 64 - ending.Length)] + ending;
}
