namespace Slipway.Checks.Project.Dependencies.Advisories;

/// <summary>What the ecosystems' own tools know of weaknesses in the project's locked packages.</summary>
public sealed record AdvisoryFacts(IReadOnlyList<AdvisoryAnswer> Answers)
{
    internal static async Task<AdvisoryFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var dependencies = await DependencyFacts.OfAsync(project, cancel);
        var tool = new AdvisoryTool(project.Folder, project.FindProgram, new AdvisoryCache(project.CacheFolder, project.Clock))
        {
            Offline = project.Offline,
            IsPatient = project.Patience == Patience.Whole,
        };
        var manifests = dependencies.Manifests.Where(AdvisoryTool.IsFor).DistinctBy(manifest => manifest.Lock ?? manifest.Path);
        return new AdvisoryFacts(await Task.WhenAll(manifests.Select(manifest => tool.AskAsync(manifest, cancel))));
    }
}
