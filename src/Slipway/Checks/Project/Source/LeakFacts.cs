using Slipway.Checks.Project.Source.History;

namespace Slipway.Checks.Project.Source;

/// <summary>Where the project's files and history look like secrets.</summary>
public sealed record LeakFacts(GitFacts Git, SourceScan Scan, HistoryScan History)
{
    public static async Task<LeakFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        // The history is listed while the files are read.
        var history = HistoryScan.OfAsync(project, cancel);
        return new LeakFacts(await GitFacts.OfAsync(project, cancel), await SourceScan.OfAsync(project, cancel), await history);
    }
}
