namespace Slipway.Checks.Reports;

/// <summary>What a report tells, in whatever format.</summary>
/// <param name="App">Name of the app.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="At">When the checks ran.</param>
/// <param name="Findings">Worst first.</param>
/// <param name="Version">Of Slipway.</param>
public sealed record CheckReport(string App, string Environment, DateTimeOffset At, IReadOnlyList<Finding> Findings, string Version)
{
    public FindingCounts Counts => FindingCounts.Of(Findings);

    /// <summary>"62 passed, 2 warnings, 3 failed, 5 skipped, 1 unknown"; what did not happen is left out.</summary>
    public string CountsText => Text(Counts);

    /// <inheritdoc cref="CountsText"/>
    public static string Text(FindingCounts counts) => string.Join(", ", new[]
    {
        counts.Fail > 0 ? $"{counts.Fail} failed" : null,
        counts.Warn > 0 ? $"{counts.Warn} {(counts.Warn == 1 ? "warning" : "warnings")}" : null,
        counts.Unknown > 0 ? $"{counts.Unknown} unknown" : null,
        $"{counts.Pass} passed",
        counts.Skip > 0 ? $"{counts.Skip} skipped" : null,
    }.OfType<string>());
}
