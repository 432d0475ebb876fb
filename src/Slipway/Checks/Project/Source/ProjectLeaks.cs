using Slipway.Checks.Project.Env;
using Slipway.Checks.Project.Leaks;
using Slipway.Secrets;

namespace Slipway.Checks.Project.Source;

/// <summary>What is searched for in a project: the rules, and the values of its env file.</summary>
internal sealed record ProjectLeaks(LeakSearch Search)
{
    public static Task<ProjectLeaks> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(async (p, token) =>
        {
            var env = await p.FactsAsync(EnvFacts.ReadAsync, token);
            var values = new KnownValues(env.AllSecrets.Concat(env.FrameworkKeys).DistinctBy(s => s.Variable.Key).Select(s => KeyValuePair.Create(s.Variable.Key, new Secret(s.Value))));
            return new ProjectLeaks(new LeakSearch(Fingerprints.Load(Path.Combine(p.CacheFolder, "key")), values));
        }, cancel);
}
