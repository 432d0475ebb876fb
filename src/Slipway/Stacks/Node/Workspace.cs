namespace Slipway.Stacks.Node;

/// <summary>The packages of one repository.</summary>
internal static class Workspace
{
    private const int Depth = 3;

    /// <param name="folder">The project.</param>
    /// <param name="from">Folder of the package that names it.</param>
    /// <param name="name">Its name or its folder.</param>
    public static PackageJson? Find(ProjectFolder folder, string from, string name)
    {
        var place = Below(Path.Combine(from, name.TrimEnd('/').TrimEnd('.').TrimEnd('.')));
        if (place is not null && PackageJson.Read(folder, place) is { } there)
            return there;
        return Members(folder).FirstOrDefault(package => package.Name == name);
    }

    /// <summary>Every package below the project's own.</summary>
    public static IEnumerable<PackageJson> Members(ProjectFolder folder) => folder.Find("package.json", Depth)
        .Where(path => path.Contains('/'))
        .Select(path => PackageJson.Read(folder, Path.GetDirectoryName(path)!)).OfType<PackageJson>();

    /// <summary>Many projects have a pnpm-workspace.yaml for settings only: it is one of packages when it lists them.</summary>
    public static bool IsRoot(ProjectFolder folder, PackageJson package) =>
        package.HasWorkspaces || folder.Text("pnpm-workspace.yaml")?.Split('\n').Any(line => line.StartsWith("packages:", StringComparison.Ordinal)) == true;

    /// <summary>The folder above that has a lock and this one as a member, as npm, pnpm, yarn and bun look for it; not beyond the repository.</summary>
    public static ProjectFolder? RootAbove(ProjectFolder folder)
    {
        for (var at = folder.Root; !Path.Exists(Path.Combine(at, ".git")) && Path.GetDirectoryName(at) is { } above; at = above)
        {
            var parent = new ProjectFolder(above);
            if (PackageJson.Read(parent) is { } package && IsRoot(parent, package))
                return parent;
        }

        return null;
    }

    /// <returns>The path without dots; null when it leaves the project.</returns>
    public static string? Below(string path)
    {
        var full = Path.GetFullPath(path, "/project");
        return full == "/project" ? "" : full.StartsWith("/project/", StringComparison.Ordinal) ? full["/project/".Length..] : null;
    }
}
