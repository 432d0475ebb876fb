using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Lists what is sent of a folder that is taken as it is: files, symlinks and folders in which the walk found nothing.</summary>
internal sealed class FolderWalk(string root, SourceRules rules, bool included, IDictionary<string, SourceItem> items)
{
    /// <param name="relative">Folder below the root; empty = the root itself.</param>
    /// <exception cref="ProblemException"><c>content.name_not_utf8</c>, <c>content.special_file</c>, <c>content.unreadable</c>.</exception>
    public void Add(string relative)
    {
        foreach (var full in Entries(Path.Combine(root, relative)))
        {
            var name = Path.GetFileName(full);
            var path = relative.Length == 0 ? name : relative + "/" + name;
            if (Posix.Status(full) is not { } status)
            {
                // The decoder put a substitute for bytes that are not UTF-8; any other absent name has just been removed.
                if (name.Contains('\uFFFD'))
                    throw new ProblemException(ContentProblems.NameNotUtf8(path));
                continue;
            }

            if (rules.Excludes(path, status.Kind == FileKind.Folder, included))
                continue;
            if (status.Kind == FileKind.Folder)
                AddFolder(path, status);
            else
                AddLeaf(path, status);
        }
    }

    public void AddLeaf(string path, FileStatus status)
    {
        if (status.Kind == FileKind.Special)
            throw new ProblemException(ContentProblems.SpecialFile(path));
        items[path] = new SourceItem(path, status);
    }

    private void AddFolder(string path, FileStatus status)
    {
        var before = items.Count;
        Add(path);
        if (items.Count == before)
            items[path] = new SourceItem(path, status);
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ProblemException(ContentProblems.Unreadable(folder, e.Message), e);
        }
    }
}
