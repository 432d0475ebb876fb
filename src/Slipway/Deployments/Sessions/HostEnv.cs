using Slipway.Deployments.Releases;
using Slipway.EnvFiles;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Deployments.Sessions;

/// <summary>The env that new releases of a host get, without its values.</summary>
/// <param name="Fingerprint">Of the file; null = the host has none.</param>
/// <param name="Keys">Each with the fingerprint of its value.</param>
/// <param name="Problem">Why the file cannot be read; null = it can.</param>
internal sealed record HostEnv(string? Fingerprint, IReadOnlyDictionary<string, string> Keys, string? Problem)
{
    public static HostEnv Of(HostLayout layout, IReadOnlyList<ReleaseDescription> releases, InspectRequest request)
    {
        var none = new Dictionary<string, string>();
        if (EnvFolder.CurrentOf(layout) is not { } current)
            return new(null, none, null);
        try
        {
            var file = EnvFile.Read(EnvFolder.PathOf(layout, current), DialectOf(releases, current, request.EnvDialect));
            return new(current, EnvFingerprints.Parse(new Secret(request.EnvFingerprints)).Of(file.Entries), null);
        }
        catch (ProblemException error)
        {
            var problem = error.Problems[0];
            return new(current, none, problem.Where is { } where ? $"{where}: {problem.Title}" : problem.Title);
        }
    }

    /// <summary>The dialect of the last release that was made with this env; else the client's word, else the last release's.</summary>
    public static EnvDialect DialectOf(IReadOnlyList<ReleaseDescription> releases, string env, EnvDialect? told = null) =>
        releases.LastOrDefault(r => r.Env == env || r.OriginalEnv == env)?.Settings.EnvDialect ?? told ?? (releases is [.., var last] ? last.Settings.EnvDialect : EnvDialect.Strict);
}
