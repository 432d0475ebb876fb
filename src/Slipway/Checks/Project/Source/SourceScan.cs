using Slipway.Checks.Project.Leaks;

namespace Slipway.Checks.Project.Source;

/// <summary>What one pass over the project's files found.</summary>
/// <param name="Files">Each file with what it holds, sorted by path.</param>
/// <param name="FromCache">How many of them were not read, because they were known.</param>
public sealed record SourceScan(IReadOnlyList<ScannedFile> Files, int FromCache)
{
    /// <summary>All suspected secrets with the file they stand in.</summary>
    public IEnumerable<(SourceFile File, Suspect Suspect)> Suspects => Files.SelectMany(pair => pair.Scan.Suspects.Select(suspect => (pair.File, suspect)));

    /// <summary>Files that could not be looked into because reading them was refused.</summary>
    public IEnumerable<SourceFile> Refused => Files.Where(pair => pair.Scan.Form == FileForm.Refused).Select(pair => pair.File);

    /// <summary>All reads of keys of the environment with the file they stand in.</summary>
    public IEnumerable<(string Path, EnvRead Read)> Reads => Files.SelectMany(pair => pair.Scan.Reads.Select(read => (pair.File.Path, read)));

    /// <summary>The scan of a checked project.</summary>
    public static Task<SourceScan> OfAsync(CheckedProject project, CancellationToken cancel) =>
        project.FactsAsync(async (p, token) =>
        {
            var search = await ProjectLeaks.OfAsync(p, token);
            return SourceScanner.Run(p.Folder, await SourceFiles.OfAsync(p, token), search.Search, Path.Combine(p.CacheFolder, "files"), p.Clock, token);
        }, cancel);
}
