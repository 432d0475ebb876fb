using System.Text;
using Slipway.Content;
using Slipway.Processes;

namespace Slipway.Checks.Files;

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
        var listed = GitRepository.Contains(project.Folder) ? await ListedAsync(project.Folder, cancel) : null;
        var paths = (listed ?? Walk(project.Folder)).Take(MaxPaths).ToList();
        paths.Sort(StringComparer.Ordinal);
        return new(paths, path => ProjectText.Read(project.Folder, path));
    }

    /// <summary>Files in memory.</summary>
    public static ProjectFiles Of(params IReadOnlyList<(string Path, string Text)> files) =>
        new([.. files.Select(f => f.Path).Order(StringComparer.Ordinal)], path => files.FirstOrDefault(f => f.Path == path).Text);

    public bool Has(string path) => _set.Value.Contains(path);

    public TextFile? File(string path) => Has(path) && Read(path) is { } text ? new(path, text) : null;

    public IEnumerable<TextFile> Files(Func<string, bool> which) => Paths.Where(which).Select(File).OfType<TextFile>();

    // Sub-repositories are listed as one path without content.
    private static async Task<List<string>?> ListedAsync(string folder, CancellationToken cancel)
    {
        var command = new CommandLine("git", ["-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            Folder = folder,
            Variables = GitVariables.Clean,
        };
        var (exit, output, _) = await ByteCommand.RunAsync(command, 1 << 26, cancel);
        return exit == 0
            ? [.. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(path => !path.Split('/').Any(Fetched.Contains))]
            : null;
    }

    private static IEnumerable<string> Walk(string root)
    {
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true }))
            {
                var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
                if (entry is not DirectoryInfo)
                    yield return path;
                else if (entry.LinkTarget is null && !Fetched.Contains(entry.Name))
                    folders.Push(path);
            }
        }
    }
}
