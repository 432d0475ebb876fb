using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Files.Compose;

namespace Slipway.Checks.Project.Env;

/// <summary>The env file beside what the source reads of it.</summary>
/// <param name="Env">The env file.</param>
/// <param name="Reads">Places at which code and configuration read a variable; tests, examples and fetched packages are left out.</param>
/// <param name="Scan">All files with what was found in them.</param>
internal sealed record EnvUse(EnvFacts Env, IReadOnlyList<(string Path, EnvRead Read)> Reads, SourceScan Scan)
{
    public static async Task<EnvUse> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var env = project.FactsAsync(EnvFacts.ReadAsync, cancel);
        var scan = await SourceScan.OfAsync(project, cancel);
        return new(await env, [.. scan.Reads.Where(r => new SourceName(r.Path).Kind == SourceKind.Own)], scan);
    }

    public static bool IsCompose(string path) => ComposeFacts.IsCompose(Path.GetFileName(path));

    public Evidence Missing(string key, string why, string? where = null) =>
        Env.Find(key) is { } variable ? variable.Seen($"is empty: {why}") : new($"{key} is not set: {why}", where ?? Env.File, key);
}
