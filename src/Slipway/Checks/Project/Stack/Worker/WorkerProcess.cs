using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Stack.Worker;

/// <summary>A process that is kept running beside the web app.</summary>
/// <param name="Name">What its file calls it.</param>
/// <param name="Stop">Seconds from the request to stop until it is killed; null = not said by this kind of file.</param>
/// <param name="StopSetting">The setting that says so.</param>
internal sealed partial record WorkerProcess(string Name, string Command, string Where, string Path, double? Stop, string StopSetting)
{
    public int Count { get; init; } = 1;

    /// <summary>Where the time to stop is set; null = it is not.</summary>
    public string? StopWhere { get; init; }

    /// <summary>Laravel's queue worker.</summary>
    public bool IsQueue => Queue().IsMatch(Command);

    /// <summary>Plans work for others: two of them plan everything twice.</summary>
    public bool IsPlanner => Planner().IsMatch(Command);

    /// <summary>The longest job, in seconds, as --timeout says; 60 is Laravel's default, 0 = without end.</summary>
    public double Timeout => TimeoutOption().Match(Command) is { Success: true } match ? double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) : 60;

    /// <summary>The connection that is fixed on the command line; null when the configured one is used.</summary>
    public string? Connection => Command.Contains("artisan horizon", StringComparison.Ordinal) ? "redis"
        : QueueConnection().Match(Command) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"\bartisan queue:(?:work|listen)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Queue();

    [GeneratedRegex(@"\bcelery\b.* beat\b|\bartisan schedule:work\b", RegexOptions.CultureInvariant)]
    private static partial Regex Planner();

    [GeneratedRegex(@"--timeout[= ](?<seconds>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex TimeoutOption();

    [GeneratedRegex(@"\bqueue:(?:work|listen) (?:--\S+ )*(?<name>[A-Za-z][\w.-]*)(?= |$)", RegexOptions.CultureInvariant)]
    private static partial Regex QueueConnection();
}
