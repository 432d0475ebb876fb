using Slipway.Checks.Project.Source;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Which packages and runtimes the project asks for.</summary>
/// <param name="Manifests">Nearest to the project's folder first.</param>
/// <param name="Runtimes">Of manifests, locks, version files, Dockerfiles and compose files.</param>
/// <param name="Today">In UTC.</param>
public sealed record DependencyFacts(IReadOnlyList<DependencyManifest> Manifests, IReadOnlyList<RuntimeUse> Runtimes, DateOnly Today)
{
    private const int Deepest = 2;

    /// <summary>The dependencies of a checked project.</summary>
    public static Task<DependencyFacts> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(ReadAsync, cancel);

    internal static async Task<DependencyFacts> ReadAsync(CheckedProject project, CancellationToken cancel) =>
        Read(project.Folder, await SourceFiles.OfAsync(project, cancel), DateOnly.FromDateTime(project.Clock.GetUtcNow().UtcDateTime));

    internal static DependencyFacts Read(string root, SourceFiles files, DateOnly today)
    {
        var folder = new ProjectFolder(root);
        var paths = files.Files.Select(file => file.Path).Where(path => path.AsSpan().Count('/') <= Deepest && new SourceName(path).Kind != SourceKind.Example && !IsPackage(path))
            .OrderBy(path => path.AsSpan().Count('/')).ThenBy(path => path, StringComparer.Ordinal).ToList();
        List<DependencyManifest> manifests = [.. WithoutIncluded(paths.Select(path => Read(folder, path)).OfType<DependencyManifest>().Where(manifest => manifest.Wanted.Count > 0))
            .Select(manifest => manifest.Lock is { } locked && locked != manifest.Path && files.Find(locked) is null ? manifest with { Lock = null, IgnoredLock = locked } : manifest)];
        manifests = [.. manifests.Select(manifest => Workspaces.WithLock(folder, files, manifest))];
        manifests = [.. manifests.Select(manifest => manifest.Lock is null && ComposerManifest.IsVendored(folder, files, manifest) ? manifest with { NeedsLock = false } : manifest)];
        List<RuntimeUse> runtimes = [.. paths.SelectMany(path => RuntimeFiles.Read(folder, path)), .. manifests.SelectMany(manifest => manifest.Runtimes), .. manifests.SelectMany(Frameworks)];
        return new DependencyFacts(manifests, [.. runtimes.DistinctBy(use => (use.Product, use.Range.Text, use.Where))], today);
    }

    private static DependencyManifest? Read(ProjectFolder folder, string path) => Path.GetFileName(path) switch
    {
        "composer.json" => ComposerManifest.Read(folder, path),
        "package.json" => NpmManifest.Read(folder, path),
        "pyproject.toml" => PythonManifest.ReadProject(folder, path),
        "Pipfile" => PythonManifest.ReadPipfile(folder, path),
        var name when name.EndsWith(".csproj", StringComparison.Ordinal) => NugetManifest.Read(folder, path),
        _ when PythonManifest.IsRequirements(path) => PythonManifest.ReadRequirements(folder, path),
        _ => null,
    };

    private static bool IsPackage(string path) => new SourceName(path).Kind == SourceKind.Generated && !path.EndsWith("lock", StringComparison.Ordinal);

    // requirements/base.txt is judged as part of the file that includes it, and loose wishes as part of the pins beside them.
    private static IEnumerable<DependencyManifest> WithoutIncluded(IEnumerable<DependencyManifest> manifests)
    {
        var all = manifests.ToList();
        return all.Where((manifest, i) => manifest.Ecosystem != Ecosystem.Python
            || (!all.Where((other, j) => i != j && Includes(other, manifest) && (j < i || !Includes(manifest, other))).Any()
                && (manifest.Lock is not null || !all.Exists(other => other != manifest && IsPins(other) && SameFolder(other.Path, manifest.Path)))));
    }

    private static bool Includes(DependencyManifest one, DependencyManifest other) => one.Wanted.Any(wanted => wanted.Where.StartsWith(other.Path + ":", StringComparison.Ordinal));

    private static bool IsPins(DependencyManifest manifest) => manifest.Ecosystem == Ecosystem.Python && manifest.Lock == manifest.Path && manifest.NeedsLock;

    private static bool SameFolder(string one, string other) => Path.GetDirectoryName(one) == Path.GetDirectoryName(other);

    // The version that is locked; where nothing is locked, the range that is asked for.
    private static IEnumerable<RuntimeUse> Frameworks(DependencyManifest manifest)
    {
        foreach (var (package, product) in (IEnumerable<(string, string)>)[("laravel/framework", "laravel"), ("django", "django")])
        {
            var wanted = manifest.Wanted.FirstOrDefault(one => one.Name == package);
            var text = manifest.Packages.FirstOrDefault(one => one.Name == package)?.Version ?? wanted?.Range;
            if (wanted is { IsDev: false } && text is not null && VersionRange.Parse(text) is { } range)
                yield return new RuntimeUse(product, range, manifest.Lock is { } locked && manifest.Lock != manifest.Path ? locked : wanted.Where);
        }
    }
}
