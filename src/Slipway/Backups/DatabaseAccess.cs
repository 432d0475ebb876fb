using Slipway.Processes;

namespace Slipway.Backups;

/// <summary>How the app's database is reached from its host, taken from the app's own variables.</summary>
public abstract class DatabaseAccess
{
    /// <param name="kind">mysql, postgresql or sqlite.</param>
    /// <param name="variables">The release's variables; where the credentials come from.</param>
    /// <param name="releaseFolder">Relative SQLite paths are relative to it.</param>
    /// <param name="asRun">Makes a command run as the user that runs the app.</param>
    public static DatabaseAccess From(string kind, IReadOnlyDictionary<string, string?> variables, string releaseFolder, Func<CommandLine, CommandLine> asRun) =>
        throw new NotSupportedException(kind);

    /// <summary>Dumps into the folder (made, 0700) and verifies what was written.</summary>
    public abstract Task<DatabaseDump> DumpAsync(string folder, CancellationToken cancel);

    /// <summary>Restores the dump of the folder into an empty database and swaps it in.</summary>
    public abstract Task RestoreAsync(string folder, CancellationToken cancel);
}
