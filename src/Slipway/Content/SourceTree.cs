using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>The list of what is sent from a folder of this machine.</summary>
/// <param name="Folder">Full path that the items are relative to.</param>
/// <param name="Identity">State of the repository; null when the folder is in none.</param>
public sealed record SourceTree(string Folder, IReadOnlyList<SourceItem> Items, SourceIdentity? Identity, SourceOptions Options)
{
    /// <summary>
    /// The project's working tree: what git tracks, as it lies in the folder now, and included build output, less the excludes.
    /// Without a repository (or in a folder that a repository ignores) everything less the excludes.
    /// </summary>
    /// <exception cref="ProblemException">One of <c>content.git_failed</c>, <c>unmerged</c>, <c>submodule</c>, <c>include_missing</c>, <c>name_not_utf8</c>, <c>special_file</c>, <c>unreadable</c>, <c>empty</c>.</exception>
    public static async Task<SourceTree> OfProjectAsync(string folder, SourceOptions options, CancellationToken cancel = default)
    {
        if (!GitRepository.Contains(folder))
            return OfFolder(folder, options);
        var git = new GitRepository(folder);
        var identity = git.IdentityAsync(cancel);
        var tracked = git.TrackedAsync(cancel);
        await Task.WhenAll(identity, tracked);
        if ((await tracked).Count == 0 && !Path.Exists(Path.Combine(folder, ".git")))
            return OfFolder(folder, options);
        await RefuseSparseAsync(folder, git, await tracked, options, cancel);
        return OfTracked(folder, await tracked, await identity, options);
    }

    /// <summary>A file that a person removed is not sent; one that was never written would be missed.</summary>
    private static async Task RefuseSparseAsync(string folder, GitRepository git, IReadOnlyList<GitEntry> tracked, SourceOptions options, CancellationToken cancel)
    {
        var rules = new SourceRules(folder, options);
        var absent = tracked.Where(e => !e.IsSubmodule && !rules.ExcludesListed(e.Path) && Posix.TryStatus(Path.Combine(folder, e.Path)) is null).Select(e => e.Path).ToList();
        if (absent.Count == 0)
            return;
        var leftOut = await git.LeftOutAsync(cancel);
        if (absent.Where(leftOut.Contains).ToList() is { Count: > 0 } sparse)
            throw new ProblemException(ContentProblems.Sparse(sparse[0], sparse.Count));
    }

    /// <summary>A commit that was exported to a folder (and built there): its files and included build output, less the excludes.</summary>
    public static SourceTree OfExport(GitExport export, SourceOptions options) =>
        OfTracked(export.Folder, export.Entries, export.Identity, options);

    /// <summary>A folder as it is (publish output), less the excludes.</summary>
    /// <param name="identity">State of the project that the folder was built from.</param>
    public static SourceTree OfFolder(string folder, SourceOptions options, SourceIdentity? identity = null)
    {
        var rules = new SourceRules(folder, options);
        var items = new Dictionary<string, SourceItem>();
        new FolderWalk(folder, rules, false, items).Add("");
        AddIncluded(folder, rules, options, items);
        return Finish(new SourceTree(folder, [.. items.Values], identity, options));
    }

    private static SourceTree OfTracked(string folder, IReadOnlyList<GitEntry> tracked, SourceIdentity? identity, SourceOptions options)
    {
        var rules = new SourceRules(folder, options);
        var items = new Dictionary<string, SourceItem>(tracked.Count);
        AddTracked(folder, tracked, rules, options, items);
        foreach (var submodule in tracked.Where(e => e.IsSubmodule && options.Include.Contains(e.Path)))
            Submodules.RequireCheckedOut(folder, submodule.Path);
        AddIncluded(folder, rules, options, items);
        return Finish(new SourceTree(folder, [.. items.Values], identity, options));
    }

    /// <summary>Commit, branch and dirtiness of a project's folder; null when it is in no repository.</summary>
    public static async Task<SourceIdentity?> IdentityAsync(string folder, CancellationToken cancel = default) =>
        GitRepository.Contains(folder) ? await new GitRepository(folder).IdentityAsync(cancel) : null;

    private static void AddTracked(
        string folder, IReadOnlyList<GitEntry> tracked, SourceRules rules, SourceOptions options, Dictionary<string, SourceItem> items)
    {
        var folders = new Dictionary<string, bool>();
        foreach (var entry in tracked)
        {
            if (rules.ExcludesListed(entry.Path) || (entry.IsSubmodule && options.Include.Contains(entry.Path)))
                continue;
            if (entry.IsSubmodule)
                throw new ProblemException(ContentProblems.Submodule(entry.Path));
            // Absent: removed in the working tree, so not sent. A folder in its place is not what git tracks.
            if (Posix.Status(Path.Combine(folder, entry.Path)) is not { Kind: not FileKind.Folder } status || !IsInRealFolder(folder, entry.Path, folders))
                continue;
            if (status.Kind == FileKind.Special)
                throw new ProblemException(ContentProblems.SpecialFile(entry.Path));
            items[entry.Path] = new SourceItem(entry.Path, status);
        }
    }

    // Somebody replaced a tracked folder by a symlink: git lists the old paths although they are gone.
    private static bool IsInRealFolder(string root, string path, Dictionary<string, bool> known)
    {
        var end = path.LastIndexOf('/');
        if (end < 0)
            return true;
        var folder = path[..end];
        if (!known.TryGetValue(folder, out var real))
            known[folder] = real = Posix.Status(Path.Combine(root, folder)) is { Kind: FileKind.Folder } && IsInRealFolder(root, folder, known);
        return real;
    }

    private static void AddIncluded(string folder, SourceRules rules, SourceOptions options, Dictionary<string, SourceItem> items)
    {
        foreach (var path in options.Include.Select(i => i.Trim('/')))
        {
            if (path.Split('/').Any(p => p is "" or "." or ".."))
                throw new ProblemException(ContentProblems.PathEscape(path, "include: names a path outside the project"));
            if (Posix.Status(Path.Combine(folder, path)) is not { } status)
                throw new ProblemException(ContentProblems.IncludeMissing(path));
            if (rules.ExcludesIncluded(path, status.Kind == FileKind.Folder))
                continue;
            var walk = new FolderWalk(folder, rules, true, items);
            if (status.Kind == FileKind.Folder)
            {
                Submodules.RequireNestedCheckedOut(folder, path);
                walk.Add(path);
                if (!items.Keys.Any(p => p.StartsWith(path + "/", StringComparison.Ordinal)))
                    throw new ProblemException(ContentProblems.IncludeEmpty(path));
            }
            else
                walk.AddLeaf(path, status);
        }
    }

    // An include may have filled a folder that seemed empty.
    private static SourceTree Finish(SourceTree tree)
    {
        var folders = new HashSet<string>();
        foreach (var item in tree.Items)
            for (var end = item.Path.LastIndexOf('/'); end > 0 && folders.Add(item.Path[..end]);)
                end = item.Path.LastIndexOf('/', end - 1);
        var items = tree.Items.Where(i => i.Status.Kind != FileKind.Folder || !folders.Contains(i.Path)).ToList();
        return items.Count > 0 ? tree with { Items = items } : throw new ProblemException(ContentProblems.Empty(tree.Folder));
    }
}
