using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptDeleteByAge() : ProjectCheck<ScriptFacts>(
    new("script.delete_by_age", "Old backups are not deleted by age alone", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "When backups have failed for a month, deleting what is older than 30 days deletes the last good one, and a backup on the same disk is lost with the server.",
        Judged = "`find` with -mtime, -mmin or -ctime that deletes backups (its words or the script's name say backup, dump, .sql, .gz or .tar). It passes when the script ends at the first failure, makes the backup before it deletes, and copies it to another place.",
        Causes = [new("usual-recipe", "the line is in every guide")],
        Remedy = new("Keep the newest good ones whatever their age, and copy each away from the server."),
        Sources = ["https://restic.readthedocs.io/en/stable/060_forget.html"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script =>
    {
        if (script.Kind is ScriptKind.Ci or ScriptKind.Image)
            return [];
        var commands = script.Commands.ToList();
        return commands.Where((c, at) => Deletes(c, script) && !IsAfterGoodBackup(script, commands.Take(at))).Select(c => script.Tell(c, "backups are deleted by age, also when no newer one succeeded"));
    }, "Old backups are deleted by age alone");

    private static bool Deletes(ShellCommand command, ShellScript script)
    {
        var words = command.Words;
        if (!words.Contains("find") || command.Prints || !words.Any(w => w is "-mtime" or "-mmin" or "-ctime"))
            return false;
        var kills = words.Contains("-delete") || words.Contains("rm") || (command.After == "|" && script.Commands.Any(c => c.IsPiped && c.Words.Contains("xargs") && c.Words.Contains("rm")));
        return kills && !words.Any(w => Logs().IsMatch(w)) && (words.Any(w => Backup().IsMatch(w)) || Backup().IsMatch(script.Name));
    }

    private static bool IsAfterGoodBackup(ShellScript script, IEnumerable<ShellCommand> before)
    {
        var done = before.ToList();
        return script.ExitsOnError && done.Exists(c => Makes().IsMatch(c.Text)) && done.Exists(c => Copies().IsMatch(c.Text));
    }

    [GeneratedRegex(@"back-?up|dump|\.sql|\.gz|\.tar|\.zip|\bbak\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Backup();

    [GeneratedRegex(@"\blogs?\b|\.log|/tmp\b|cache|session", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Logs();

    [GeneratedRegex(@"dump|\btar\b|backup", RegexOptions.CultureInvariant)]
    private static partial Regex Makes();

    [GeneratedRegex(@"\b(?:aws|rclone|s3cmd|gsutil|restic|borg|scp|mc|b2|az)\b|\brsync\b.*:", RegexOptions.CultureInvariant)]
    private static partial Regex Copies();
}
