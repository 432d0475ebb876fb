namespace Slipway.Checks.Dependencies.Advisories;

/// <summary>What the ecosystems' own tools know of weaknesses in the project's locked packages.</summary>
public sealed record AdvisoryFacts(IReadOnlyList<AdvisoryAnswer> Answers)
{
    public static Task<AdvisoryFacts> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(async (p, token) =>
        {
            var dependencies = await DependencyFacts.OfAsync(p, token);
            var tool = new AdvisoryTool(p.Folder, p.FindProgram, new AdvisoryCache(p.CacheFolder, p.Clock)) { Offline = p.Offline };
            var answers = await Task.WhenAll(dependencies.Manifests.Where(AdvisoryTool.IsFor).Select(manifest => tool.AskAsync(manifest, token)));
            return new AdvisoryFacts(answers);
        }, cancel);
}
