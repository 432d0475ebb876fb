using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Databases.Sqlite;

/// <summary>A SQLite file, copied by SQLite's online backup while the app uses it.</summary>
/// <param name="path">Its real path; null when there is none yet.</param>
internal sealed class SqliteDatabase(string? path) : DatabaseAccess
{
    private const string Kind = "sqlite";

    public override Task<DatabaseDump> DumpAsync(string folder, CancellationToken cancel)
    {
        var dump = new DumpFolder(folder, "database.sqlite");
        return dump.GuardAsync(() => Task.Run(() => Dump(dump, cancel), cancel));
    }

    /// <summary>
    /// The backup interface again, into the live file: one transaction of SQLite, so a failure or a kill half way leaves the old
    /// content (the journal is rolled back by whoever opens the file next). Owner and mode of the file stay.
    /// </summary>
    public override Task RestoreAsync(string folder, CancellationToken cancel)
    {
        var dump = new DumpFolder(folder, "database.sqlite");
        return Task.Run(() => Restore(dump, dump.Read(Kind), cancel), cancel);
    }

    private DatabaseDump Dump(DumpFolder dump, CancellationToken cancel)
    {
        if (path is null || !File.Exists(path))
            return dump.Keep(new DumpContents(Kind, true, []));
        dump.Create().Dispose();
        SortedDictionary<string, long> tables;
        using (var live = new SqliteConnection(path, create: false))
        using (var copy = new SqliteConnection(dump.Temporary, create: false))
        {
            copy.CopyFrom(live, cancel);
            tables = copy.Verify();
        }

        return dump.Keep(new DumpContents(Kind, false, tables));
    }

    private void Restore(DumpFolder dump, DumpContents contents, CancellationToken cancel)
    {
        if (contents.Absent)
        {
            foreach (var ending in path is null ? [] : (string[])["", "-wal", "-shm", "-journal"])
                Posix.Unlink(path + ending);
            return;
        }

        if (path is null)
            throw new ProblemException(BackupProblems.NoCredentials(Kind, "DATABASE_URL, DB_DSN, DATABASE_PATH, DB_DATABASE, ConnectionStrings__*"));
        using var from = new SqliteConnection(dump.Dump, create: false);
        if (contents.Differences(from.Verify()) is { Count: > 0 } changed)
            throw new ProblemException(BackupProblems.BrokenDump(dump.Dump, string.Join('\n', changed)));
        var isNew = !File.Exists(path);
        using (var live = new SqliteConnection(path, create: true))
        {
            live.CopyFrom(from, cancel);
            if (contents.Differences(live.Verify()) is { Count: > 0 } wrong)
                throw new ProblemException(BackupProblems.RestoreFailed(path, string.Join('\n', wrong), "what was written differs from the dump", dump.Dump));
        }

        if (isNew && Posix.Status(Path.GetDirectoryName(path)!) is { } parent)
        {
            Posix.ChangeMode(path, FileModes.Shared);
            if (Posix.EffectiveUser() == 0)
                Posix.ChangeOwner(path, parent.Uid, parent.Gid);
        }
    }
}
