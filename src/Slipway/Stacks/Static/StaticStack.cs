using Slipway.Project;
using Slipway.Stacks.Node;

namespace Slipway.Stacks.Static;

/// <summary>Files that nginx serves alone, perhaps built before.</summary>
public sealed class StaticStack : IStack
{
    private static readonly string[] Roots = ["public", "dist", "build", "_site", "site", "."];

    private static readonly string[] AssetFolders = ["assets", "_astro", "_next/static", "_app/immutable", "static", "build"];

    public string Name => "static";

    public StackKnowledge Knowledge { get; } = new();

    public Recognition? Recognise(ProjectFolder folder)
    {
        if (NodeApp.Read(folder)?.Site is { } site)
            return new Recognition(Name, 60, [$"package.json builds a site with {site.Builder}", $"the site is in {site.Folder}/ after the build"]);
        var root = Roots.FirstOrDefault(root => folder.HasFile(Path.Combine(root, "index.html")));
        return root is null ? null : new Recognition(Name, 40, [$"{(root == "." ? "" : root + "/")}index.html exists"]);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var package = PackageJson.Read(folder) is { HasBuild: true } found ? found : null;
        var site = package is null ? null : SiteBuild.Find(package, folder);
        var root = package is not null ? site?.Folder ?? "dist" : Roots.FirstOrDefault(root => folder.HasFile(Path.Combine(root, "index.html"))) ?? ".";
        return new StackRecipe
        {
            Stack = Name,
            LocalBuild = package is null ? [] : NodeInstall.Local(package, folder),
            ContentFolder = root == "." ? null : root,
            Excludes = root == "." ? ["*.md", "package.json", "package-lock.json", "node_modules"] : [],
            Serving = new Serving(ServingKind.Static, ".")
            {
                Assets = Assets(folder, root),
                FrontController = site?.FrontController,
            },
        };
    }

    private static Dictionary<string, string> Assets(ProjectFolder folder, string root) =>
        AssetFolders.Where(name => name == "assets" || folder.HasFolder(Path.Combine(root, name)))
            .ToDictionary(name => $"/{name}/", name => name);
}
