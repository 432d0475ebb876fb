namespace Slipway.Checks.Project.Source;

/// <summary>What the project consists of: what git tracks and what it neither tracks nor ignores; without git all but the usual folders of packages and caches.</summary>
/// <param name="Files">Sorted by path.</param>
/// <param name="Special">Pipes, sockets and devices that lie there, never opened.</param>
/// <param name="Submodules">Paths at which other repositories are linked in; not looked into.</param>
/// <param name="IsWhole">False when there were more than are listed.</param>
public sealed record SourceFiles(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Special, IReadOnlyList<string> Submodules, bool IsWhole)
{
    private readonly Lazy<Dictionary<string, SourceFile>> _byPath = new(() => Files.ToDictionary(file => file.Path, StringComparer.Ordinal));

    /// <summary>More are not listed.</summary>
    public const int Most = 200_000;

    public SourceFile? Find(string path) => _byPath.Value.GetValueOrDefault(path);

    /// <summary>The files of a checked project.</summary>
    public static Task<SourceFiles> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(async (p, token) => SourceFilesReader.Read(p.Folder, await GitFacts.OfAsync(p, token)), cancel);
}
