using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Whether the submodules below an included folder were checked out: git leaves an empty folder in the place of one that was not.</summary>
internal static class Submodules
{
    /// <param name="folder">The source's folder.</param>
    /// <param name="path">Of the submodule, relative.</param>
    /// <exception cref="ProblemException">It, or one in it, was never checked out.</exception>
    public static void RequireCheckedOut(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        if (!Directory.Exists(full) || !Directory.EnumerateFileSystemEntries(full).Any(e => Path.GetFileName(e) != ".git"))
            throw new ProblemException(ContentProblems.SubmoduleAbsent(path));
        RequireNestedCheckedOut(folder, path);
    }

    /// <inheritdoc cref="RequireCheckedOut"/>
    public static void RequireNestedCheckedOut(string folder, string path)
    {
        var list = Path.Combine(folder, path, ".gitmodules");
        if (!File.Exists(list))
            return;
        foreach (var nested in Paths(File.ReadLines(list)))
            RequireCheckedOut(folder, $"{path}/{nested}");
    }

    /// <summary>The values of <c>path =</c> in a file in git's configuration syntax; others than plain ones are left to git.</summary>
    private static IEnumerable<string> Paths(IEnumerable<string> lines) =>
        from line in lines
        let sign = line.IndexOf('=')
        where sign > 0 && line[..sign].Trim() == "path"
        let path = line[(sign + 1)..].Trim().Trim('"')
        where path.Length > 0 && !path.StartsWith('/') && !path.Split('/').Contains("..")
        select path;
}
