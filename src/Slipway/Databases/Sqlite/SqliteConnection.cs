using System.Runtime.InteropServices;
using Slipway.Problems;

namespace Slipway.Databases.Sqlite;

/// <summary>An open SQLite file. SQLite itself gives its -wal and -shm files the owner of the database when we are root.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int BusyMilliseconds = 10_000;
    private readonly string _path;
    private nint _handle;

    /// <exception cref="ProblemException">The library is missing or the file cannot be opened.</exception>
    public SqliteConnection(string path, bool create)
    {
        _path = path;
        try
        {
            var flags = SqliteNative.ReadWrite | SqliteNative.NoFollow | (create ? SqliteNative.Create : 0);
            if (SqliteNative.Open(path, out _handle, flags, 0) is not SqliteNative.Ok)
            {
                var failure = Failure("open");
                Dispose();
                throw failure;
            }
        }
        catch (DllNotFoundException e)
        {
            throw new ProblemException(BackupProblems.NoProgram("libsqlite3.so.0", "libsqlite3-0"), e);
        }

        _ = SqliteNative.BusyTimeout(_handle, BusyMilliseconds);
    }

    /// <summary>First column of every row.</summary>
    public List<string> Query(string sql)
    {
        var rows = new List<string>();
        if (SqliteNative.Prepare(_handle, sql, -1, out var statement, 0) != SqliteNative.Ok)
            throw Failure("read");
        try
        {
            int result;
            while ((result = SqliteNative.Step(statement)) == SqliteNative.Row)
                rows.Add(Marshal.PtrToStringUTF8(SqliteNative.Text(statement, 0)) ?? "");
            return result == SqliteNative.Done ? rows : throw Failure("read");
        }
        finally
        {
            _ = SqliteNative.Finish(statement);
        }
    }

    /// <summary>
    /// Replaces all of this database by the other's present content, as one transaction: interrupted, this one is as it was.
    /// All pages in one step, so that a busy writer cannot start it over again and again; readers go on (with a rollback journal writers wait).
    /// </summary>
    public void CopyFrom(SqliteConnection other, CancellationToken cancel)
    {
        var backup = SqliteNative.BackupInit(_handle, "main", other._handle, "main");
        if (backup == 0)
            throw Failure("backup");
        int result;
        var tries = 0;
        do
        {
            result = SqliteNative.BackupStep(backup, -1);
        }
        while (result is SqliteNative.Busy or SqliteNative.Locked && ++tries < 6 && !cancel.IsCancellationRequested);
        var finished = SqliteNative.BackupFinish(backup);
        cancel.ThrowIfCancellationRequested();
        if (result == SqliteNative.Full)
            throw new IOException(_path) { HResult = Files.Posix.ENOSPC };
        if (result != SqliteNative.Done || finished != SqliteNative.Ok)
            throw Failure("backup");
    }

    /// <summary>Rows of each table.</summary>
    /// <exception cref="ProblemException">The integrity check found something.</exception>
    public SortedDictionary<string, long> Verify()
    {
        var check = Query("PRAGMA integrity_check(5)");
        if (check is not ["ok"])
            throw new ProblemException(BackupProblems.SqliteFailed(_path, string.Join('\n', check)));
        var tables = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'"))
            tables[name] = long.Parse(Query($"SELECT count(*) FROM \"{name.Replace("\"", "\"\"")}\"")[0]);
        return tables;
    }

    public void Dispose()
    {
        if (_handle != 0)
            _ = SqliteNative.Close(_handle);
        _handle = 0;
    }

    private ProblemException Failure(string what) =>
        new(BackupProblems.SqliteFailed(_path, $"{what}: {Marshal.PtrToStringUTF8(SqliteNative.Message(_handle))}"));
}
