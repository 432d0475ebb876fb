using Slipway.Checks.Project.Source;

namespace Slipway.Checks.Project.Files;

/// <summary>The files that make up the project: what git tracks or would track, without a repository all but fetched and built folders.</summary>
/// <param name="Paths">Relative, with <c>/</c>, in ordinal order.</param>
/// <param name="Read">The text of a path; null when it is no text or too large.</param>
internal sealed record ProjectFiles(IReadOnlyList<string> Paths, Func<string, string?> Read)
{
    public const int MaxPaths = 50_000;

    private static readonly HashSet<string> Fetched = new(StringComparer.Ordinal)
    {
        ".git", ".slipway", "vendor", "node_modules", "bower_components", ".venv", "venv", "__pycache__", ".tox", "obj", "dist", ".next", ".nuxt", ".idea", ".vscode",
    };

    private readonly Lazy<HashSet<string>> _set = new(() => new(Paths, StringComparer.Ordinal));

    public static async Task<ProjectFiles> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var files = await SourceFiles.OfAsync(project, cancel);
        return new([.. files.Files.Select(f => f.Path).Where(path => !path.Split('/').Any(Fetched.Contains)).Take(MaxPaths)], path => ProjectTextReader.Read(project.Folder, path));
    }

    /// <summary>Files in memory.</summary>
    public static ProjectFiles Of(params IReadOnlyList<(string Path, string Text)> files) =>
        new([.. files.Select(f => f.Path).Order(StringComparer.Ordinal)], path => files.FirstOrDefault(f => f.Path == path).Text);

    public bool Has(string path) => _set.Value.Contains(path);

    public TextFile? File(string path) => Has(path) && Read(path) is { } text ? new(path, text) : null;

    public IEnumerable<TextFile> Files(Func<string, bool> which) => Paths.Where(which).Select(File).OfType<TextFile>();
}
