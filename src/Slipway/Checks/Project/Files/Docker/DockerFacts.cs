using Slipway.EnvFiles.Names;
using Slipway.Text;

namespace Slipway.Checks.Project.Files.Docker;

/// <summary>The Dockerfiles of the project that are not for developers.</summary>
/// <param name="EnvFiles">Env files that lie in a build's context and that no .dockerignore keeps out, by Dockerfile.</param>
internal sealed record DockerFacts(IReadOnlyList<Dockerfile> Files, IReadOnlyDictionary<string, IReadOnlyList<string>> EnvFiles)
{
    public static async Task<DockerFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var facts = Of(await project.FactsAsync(ProjectFiles.ReadAsync, cancel), project.Environment.Name);
        return facts with { EnvFiles = facts.Files.ToDictionary(f => f.File.Path, f => SentEnvFiles(project.Folder, f.File.Path)) };
    }

    public static DockerFacts Of(ProjectFiles files, string environment) => new(
        [.. files.Files(path => IsDockerfile(Path.GetFileName(path)) && FilePurpose.IsServed(path, environment)).Select(Dockerfile.Of).Where(f => f.Stages.Count > 0)],
        new Dictionary<string, IReadOnlyList<string>>())
    {
        Harmless = files.Files(path => Path.GetFileName(path).StartsWith(".env", StringComparison.Ordinal)).Where(file => !SecretText.IsIn(file.Text)).Select(file => file.Path).ToHashSet(),
    };

    private static bool IsDockerfile(string name) =>
        name is "Dockerfile" or "Containerfile" || name.StartsWith("Dockerfile.", StringComparison.Ordinal) && !name.EndsWith(".dockerignore", StringComparison.Ordinal)
        || name.EndsWith(".dockerfile", StringComparison.OrdinalIgnoreCase);

    // The env file of production is ignored by git, so it is looked for on the disk. Of a Dockerfile in a folder the context is not known.
    private static IReadOnlyList<string> SentEnvFiles(string root, string dockerfile)
    {
        if (dockerfile.Contains('/'))
            return [];
        var ignoreFile = new[] { $"{dockerfile}.dockerignore", ".dockerignore" }.FirstOrDefault(path => File.Exists(Path.Combine(root, path)));
        var rules = new IgnoreRules(IgnoreRules.Lines(ignoreFile is null ? "" : ProjectTextReader.Read(root, ignoreFile) ?? ""));
        return [.. Directory.EnumerateFiles(root, ".env*").Select(Path.GetFileName).OfType<string>()
            .Where(name => name == ".env" || (name.StartsWith(".env.", StringComparison.Ordinal) && !Examples.Any(word => name.Contains(word, StringComparison.Ordinal))))
            .Where(name => !rules.IsIgnored(name, isFolder: false)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Env files of the project in which there is no secret: an image may have them.</summary>
    public IReadOnlySet<string> Harmless { get; init; } = new HashSet<string>();

    private static readonly string[] Examples = ["example", "sample", "template", "dist", "test", "encrypted", "ci"];
}
