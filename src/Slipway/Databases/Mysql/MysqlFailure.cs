using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Databases.Mysql;

/// <summary>What a client's last words mean: by MySQL's error numbers, which do not change with version or language.</summary>
internal static class MysqlFailure
{
    public static Problem Of(CommandResult result, string where, Func<string, string, Problem> other)
    {
        var words = string.Join('\n', result.LastWords.Split('\n').TakeLast(10));
        bool Says(params string[] numbers) => numbers.Any(n => words.Contains(n, StringComparison.Ordinal));
        if (result.TimedOut)
            return BackupProblems.TooSlow(where, result.Elapsed);
        if (result.Exit == 127)
            return BackupProblems.NoProgram("MariaDB or MySQL client", "mariadb-client");
        if (Says("ERROR 1045", "error: 1045", "ERROR 1698", "error: 1698"))
            return BackupProblems.Refused(where, words);
        if (Says("ERROR 2002", "error: 2002", "ERROR 2003", "error: 2003", "ERROR 2005", "error: 2005"))
            return BackupProblems.Unreachable(where, words);
        if (Says("ERROR 1049", "error: 1049"))
            return BackupProblems.NoDatabase(where, words);
        if (IsNoRight(words))
            return BackupProblems.NoRight(where, words);
        return other(where, words.Length == 0 ? $"exit status {result.Exit}" : words);
    }

    /// <summary>True when a right is missing (1044, 1142, 1227, 1370).</summary>
    public static bool IsNoRight(string words) =>
        new[] { "1044", "1142", "1227", "1370" }.Any(n => words.Contains($"ERROR {n}", StringComparison.Ordinal) || words.Contains($"error: {n}", StringComparison.Ordinal) || words.Contains($"({n})", StringComparison.Ordinal))
        || words.Contains("insufficent privileges", StringComparison.Ordinal) || words.Contains("insufficient privileges", StringComparison.Ordinal);
}
