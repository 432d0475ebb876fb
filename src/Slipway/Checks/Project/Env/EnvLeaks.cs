using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Source.History;

namespace Slipway.Checks.Project.Env;

/// <summary>Places other than env files that hold a secret of the env file.</summary>
/// <param name="NotSearched">Why the history was not searched whole; null when it was.</param>
internal sealed record EnvLeaks(IReadOnlyList<Evidence> Places, string? NotSearched)
{
    public static async Task<EnvLeaks> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var scan = await SourceScan.OfAsync(project, cancel);
        var history = await HistoryScan.OfAsync(project, cancel);
        var here = scan.Suspects.Where(s => s.Suspect.Rule == LeakRules.EnvValue.Id)
            .Select(s => new Evidence($"{s.Suspect.Shown} stands there", $"{s.File.Path}:{s.Suspect.Line}:{s.Suspect.Column}", s.Suspect.Shown)).ToList();
        var known = here.Select(e => e.Subject).ToHashSet();
        var past = history.Suspects.Where(s => s.Suspect.Rule == LeakRules.EnvValue.Id && !known.Contains(s.Suspect.Shown)).DistinctBy(s => s.Suspect.Shown)
            .Select(s => new Evidence($"{s.Suspect.Shown} stood in {s.Path}:{s.Suspect.Line}{(s.Commit is null ? "" : $", commit {s.Commit}")}", null, s.Suspect.Shown));
        return new([.. here, .. past], history.State == HistoryState.Partial ? history.Reason : null);
    }
}
