using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptDump() : ProjectCheck<ScriptFacts>(
    new("script.dump", "Database dumps are whole and keep the password secret", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "A dump that broke off behind a pipe looks like a backup until somebody needs it, and a password among the words of a command is seen by every user of the server.",
        Judged = "Scripts that run mysqldump, mariadb-dump or pg_dump: a password with -p, --password= or PGPASSWORD= and a value; output into a pipe without `set -o pipefail` (or a look at PIPESTATUS); "
            + "mysqldump without --single-transaction, which locks every table while it runs; a dump made readable by all.",
        Causes = [new("first-that-worked", "the command was written so that it worked once by hand")],
        Remedy = new("Give the password in a file of mode 0600 (--defaults-extra-file, .pgpass), add --single-transaction and `set -euo pipefail`, and set `umask 077`."),
        Sources = ["https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html", "https://dev.mysql.com/doc/refman/8.4/en/mysqldump.html#option_mysqldump_single-transaction", "https://www.postgresql.org/docs/current/libpq-pgpass.html"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script => script.Kind is ScriptKind.Ci or ScriptKind.Image ? [] : script.Commands.SelectMany(c => Faults(script, c)), "A dump may be cut off or gives the password away");

    private static IEnumerable<Evidence> Faults(ShellScript script, ShellCommand command)
    {
        var dump = command.Words.Select(Path.GetFileName).FirstOrDefault(word => word is "mysqldump" or "mariadb-dump" or "pg_dump" or "pg_dumpall");
        if (command.Program == "chmod" && OpenDump().IsMatch(command.Text))
            yield return script.Tell(command, "the dump is made readable by all");
        if (command.Prints || dump is null)
            yield break;
        var isMysql = dump is "mysqldump" or "mariadb-dump";
        if (command.Words.Any(word => GivesPassword(word, isMysql)))
            yield return script.Tell(command, $"{dump} gets the password among its words");
        if (command.After is "|" or "|&" && !script.FailsInPipes && !script.Text.Contains("PIPESTATUS", StringComparison.Ordinal))
            yield return script.Tell(command, $"{dump} writes into a pipe, and nothing looks at its status");
        if (isMysql && !command.Words.Any(word => word is "--single-transaction" or "--no-data" or "-d" || word.StartsWith("--single-transaction=", StringComparison.Ordinal) || word.Contains('@') || word == "${MYSQLDUMP_OPTIONS}"))
            yield return script.Tell(command, $"{dump} runs without --single-transaction: it locks every table");
    }

    private static bool GivesPassword(string word, bool isMysql) => isMysql
        ? (word.StartsWith("-p", StringComparison.Ordinal) && word.Length > 2 && !word.StartsWith("-P", StringComparison.Ordinal)) || (word.StartsWith("--password=", StringComparison.Ordinal) && word.Length > 11)
        : word.StartsWith("PGPASSWORD=", StringComparison.Ordinal) && word.Length > 11 && word[11] is not ('$' or '"');

    [GeneratedRegex(@"\bchmod (?:-\w+ )*(?:0?[0-7][0-7][4-7]|[ao]\+r\w*) .*(?:dump|\.sql|back-?up|\.gz)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OpenDump();
}
