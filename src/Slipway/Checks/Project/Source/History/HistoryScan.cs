namespace Slipway.Checks.Project.Source.History;

/// <summary>What the commits of all branches and tags hold.</summary>
/// <param name="Reason">Why not all of it was searched; null when it was.</param>
/// <param name="Suspects">Each secret once, at its oldest place that was found.</param>
public sealed record HistoryScan(HistoryState State, string? Reason, IReadOnlyList<HistorySuspect> Suspects)
{
    /// <summary>The history of a checked project.</summary>
    public static Task<HistoryScan> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(async (p, token) =>
        {
            var git = await GitFacts.OfAsync(p, token);
            if (!git.IsRepository)
                return new HistoryScan(git.State == GitState.None ? HistoryState.None : HistoryState.Partial, git.Reason, []);
            var search = (await ProjectLeaks.OfAsync(p, token)).Search;
            return await new HistoryScanner(p.Folder, git, search, Path.Combine(p.CacheFolder, "history")) { Patience = p.Patience }.RunAsync(SourceScan.OfAsync(p, token), token);
        }, cancel);
}
