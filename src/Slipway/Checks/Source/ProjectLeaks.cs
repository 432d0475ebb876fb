using Slipway.Checks.Leaks;

namespace Slipway.Checks.Source;

/// <summary>What is searched for in a project: the rules, and the values of its env file.</summary>
internal sealed record ProjectLeaks(LeakSearch Search)
{
    public static Task<ProjectLeaks> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync((p, _) => Task.FromResult(new ProjectLeaks(new LeakSearch(Fingerprints.Load(Path.Combine(p.CacheFolder, "key")), KnownValues.None))), cancel);
}
