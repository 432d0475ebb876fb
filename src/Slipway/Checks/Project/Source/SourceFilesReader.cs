using System.Collections.Frozen;
using Slipway.Files;

namespace Slipway.Checks.Project.Source;

/// <summary>Lists the files of a project; follows no symlink, opens nothing.</summary>
internal static class SourceFilesReader
{
    private const int DeepestFolder = 64;

    private static readonly FrozenSet<string> NotLookedInto = FrozenSet.ToFrozenSet(
        [".git", ".slipway", "node_modules", "vendor", "venv", ".venv", "__pycache__", "bin", "obj", "artifacts", ".idea", ".vs", ".tox", ".mypy_cache", ".pytest_cache", "bower_components"],
        StringComparer.Ordinal);

    public static SourceFiles Read(string folder, GitFacts git)
    {
        var found = new Found(folder);
        if (git.IsRepository)
            found.AddListed(git);
        else
            found.AddFolder("", 0);
        found.Files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new SourceFiles(found.Files, found.Special, [.. git.Tracked.Where(t => t.IsSubmodule).Select(t => t.Path)], found.IsWhole);
    }

    private sealed class Found(string root)
    {
        public List<SourceFile> Files { get; } = [];

        public List<string> Special { get; } = [];

        public bool IsWhole { get; private set; } = true;

        public void AddListed(GitFacts git)
        {
            var changed = git.Changes.Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var tracked in git.Tracked)
                if (!tracked.IsSubmodule && Status(tracked.Path) is { } status)
                    Add(tracked.Path, status, tracked, !changed.Contains(tracked.Path));
            foreach (var change in git.Changes)
                if (change.IsUntracked && !IsOurs(change.Path) && Status(change.Path) is { } status)
                    Add(change.Path, status, null, false);
        }

        public void AddFolder(string folder, int depth)
        {
            foreach (var name in Names(folder))
            {
                var path = folder.Length == 0 ? name : folder + "/" + name;
                if (Status(path) is not { } status)
                    continue;
                if (status.Kind != FileKind.Folder)
                    Add(path, status, null, false);
                else if (depth < DeepestFolder && IsWhole && !NotLookedInto.Contains(name))
                    AddFolder(path, depth + 1);
            }
        }

        private void Add(string path, FileStatus status, TrackedFile? tracked, bool clean)
        {
            if (status.Kind == FileKind.Special)
                Special.Add(path);
            else if (Files.Count >= SourceFiles.Most)
                IsWhole = false;
            else if (status.Kind != FileKind.Folder)
                Files.Add(new SourceFile(path, status, tracked) { IsClean = clean });
        }

        private FileStatus? Status(string path) => Posix.TryStatus(Path.Combine(root, path));

        private IEnumerable<string> Names(string folder)
        {
            try
            {
                return Directory.GetFileSystemEntries(Path.Combine(root, folder)).Select(path => Path.GetFileName(path));
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                return [];
            }
        }

        // Plans, caches and known host keys of our own.
        private static bool IsOurs(string path) => path.StartsWith(".slipway/", StringComparison.Ordinal);
    }
}
