using Slipway.Databases.Mysql;
using Slipway.Databases.Postgresql;
using Slipway.Databases.Sqlite;
using Slipway.Problems;

namespace Slipway.Databases;

/// <summary>How the app's database is reached from its host, taken from the app's own variables.</summary>
public abstract class DatabaseAccess
{
    /// <summary>How long one dump or restore may take.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromHours(4);

    /// <param name="kind">mysql, postgresql or sqlite.</param>
    /// <param name="variables">The release's variables; where the credentials come from.</param>
    /// <param name="releaseFolder">Relative SQLite paths are relative to it.</param>
    /// <param name="account">Runs the app; the database's client programs too.</param>
    /// <exception cref="ProblemException">The variables do not say where the database is, or a SQLite file lies inside the release.</exception>
    public static DatabaseAccess From(string kind, IReadOnlyDictionary<string, string?> variables, string releaseFolder, ClientAccount account) => kind switch
    {
        "mysql" => new MysqlDatabase(CredentialsReader.Mysql(variables), account),
        "postgresql" => new PostgresqlDatabase(CredentialsReader.Postgresql(variables), account),
        "sqlite" => new SqliteDatabase(SqliteLocator.Find(variables, releaseFolder)),
        _ => throw new ProblemException(BackupProblems.UnknownKind(kind)),
    };

    /// <summary>
    /// Dumps into the folder (made, 0700) and verifies what was written: the file is read back whole, tables in it are those of the
    /// server, its rows are counted. A database that has no tables (or does not exist yet, SQLite) gives a dump of nothing.
    /// </summary>
    /// <exception cref="ProblemException">It failed; no file is left.</exception>
    public abstract Task<DatabaseDump> DumpAsync(string folder, CancellationToken cancel);

    /// <summary>Restores the dump of the folder into an empty database and swaps it in. Writes must be frozen. May be repeated after any failure.</summary>
    /// <exception cref="ProblemException">It failed; the problem says in which state the data is.</exception>
    public abstract Task RestoreAsync(string folder, CancellationToken cancel);
}
