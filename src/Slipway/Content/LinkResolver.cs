namespace Slipway.Content;

/// <summary>
/// Follows symlinks through other symlinks of the same release as the kernel does: <c>a/../x</c> depends on where <c>a</c> leads,
/// so text alone does not tell whether a target stays inside.
/// </summary>
/// <param name="links">Path → target of every symlink in the release.</param>
/// <param name="outside">Links that may leave the release; what goes through them is not followed further.</param>
internal sealed class LinkResolver(IReadOnlyDictionary<string, string> links, IReadOnlySet<string>? outside)
{
    private const int MaxFollowed = 40; // the kernel gives up (ELOOP) after as many

    /// <param name="path">Where the symlink lies.</param>
    /// <param name="target">Its text.</param>
    public bool StaysInside(string path, string target) => Follow(path, target).Inside;

    /// <summary>The path in the release at which it ends (one of the symlinks when it leads in circles); null = outside or unknown.</summary>
    /// <inheritdoc cref="StaysInside"/>
    public string? End(string path, string target) => Follow(path, target).End;

    private (bool Inside, string? End) Follow(string path, string target)
    {
        var folder = path.Split('/')[..^1].ToList();
        var pending = new Stack<string>();
        if (!Push(pending, target))
            return (false, null);
        for (var followed = 1; pending.TryPop(out var part);)
        {
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                if (folder.Count == 0)
                    return (false, null);
                folder.RemoveAt(folder.Count - 1);
                continue;
            }

            folder.Add(part);
            var here = string.Join('/', folder);
            if (!links.TryGetValue(here, out var next))
                continue;
            if (outside?.Contains(here) == true)
                return (pending.All(p => p != ".."), null);
            if (++followed > MaxFollowed)
                return (true, here);
            folder.RemoveAt(folder.Count - 1);
            if (!Push(pending, next))
                return (false, null);
        }

        return (true, string.Join('/', folder));
    }

    private static bool Push(Stack<string> pending, string target)
    {
        if (target.StartsWith('/'))
            return false;
        foreach (var part in target.Split('/').Reverse())
            pending.Push(part);
        return true;
    }
}
