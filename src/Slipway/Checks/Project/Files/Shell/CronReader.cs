using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>Reads crontabs, and crontab lines that a script writes.</summary>
internal static partial class CronReader
{
    public static bool IsCron(string path)
    {
        var name = Path.GetFileName(path);
        return name is "crontab" or "cron" or "root.cron" || name.EndsWith(".cron", StringComparison.Ordinal) || name.EndsWith(".crontab", StringComparison.Ordinal)
            || name.StartsWith("crontab.", StringComparison.Ordinal) || path.Split('/') is [.., "cron.d" or "cron" or "crontabs", _] && !name.Contains('.');
    }

    public static IEnumerable<CronLine> Read(TextFile? file)
    {
        foreach (Match match in Line().Matches(file?.Text ?? ""))
            yield return Of(file!, match);
    }

    /// <summary>Lines that a script puts into a crontab.</summary>
    public static IEnumerable<CronLine> Written(TextFile file)
    {
        foreach (Match match in WrittenLine().Matches(file.Text))
            yield return Of(file, match);
    }

    private static CronLine Of(TextFile file, Match match)
    {
        var command = match.Groups["command"];
        return new(string.Join(' ', match.Groups["schedule"].Value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)),
            new(file.Path, file.Path, ScriptKind.Cron, command.Value, _ => file.Where(match.Groups["schedule"].Index)));
    }

    [GeneratedRegex(@"^[ \t]*(?<schedule>@\w+|[\d*/,-]+(?:[ \t]+[\d*/,A-Za-z-]+){4})[ \t]+(?<command>[^\n]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?:^|[""'])[ \t]*(?<schedule>[\d*/,-]+(?:[ \t]+[\d*/,-]+){4})[ \t]+(?<command>[^\n]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex WrittenLine();
}
