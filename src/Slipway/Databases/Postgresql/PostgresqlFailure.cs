using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Databases.Postgresql;

/// <summary>What a client's last words mean. Messages are in English because the client runs with LC_MESSAGES=C; the server's own may not be.</summary>
internal static class PostgresqlFailure
{
    public static Problem Of(CommandResult result, string where, Func<string, string, Problem> other)
    {
        var words = string.Join('\n', result.LastWords.Split('\n').TakeLast(10));
        bool Says(params string[] texts) => texts.Any(t => words.Contains(t, StringComparison.Ordinal));
        if (result.TimedOut)
            return BackupProblems.TooSlow(where, result.Elapsed);
        if (result.Exit == 127)
            return BackupProblems.NoProgram("PostgreSQL client", "postgresql-client");
        if (Says("password authentication failed", "no password supplied", "no pg_hba.conf entry", "eer authentication failed") || (Says("role \"") && Says("does not exist")))
            return BackupProblems.Refused(where, words);
        if (Says("database \"") && Says("does not exist"))
            return BackupProblems.NoDatabase(where, words);
        if (Says("Connection refused", "No such file or directory", "could not translate host name", "timeout expired", "No route to host"))
            return BackupProblems.Unreachable(where, words);
        if (Says("permission denied", "must be owner"))
            return BackupProblems.NoRight(where, words);
        return other(where, words.Length == 0 ? $"exit status {result.Exit}" : words);
    }
}
