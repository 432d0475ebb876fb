namespace Slipway.Checks.Project.Files.Shell;

/// <summary>A line of a crontab.</summary>
/// <param name="Schedule">The five fields, or a word such as <c>@daily</c>.</param>
internal sealed record CronLine(string Schedule, ShellScript Script)
{
    /// <summary>Starts at least once in five minutes.</summary>
    public bool IsFrequent => Schedule.Split(' ') is [var minute, "*", ..] && minute is "*" or "*/1" or "*/2" or "*/3" or "*/4" or "*/5";
}
