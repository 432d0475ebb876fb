using Slipway.Project;
using Slipway.Stacks.Node;

namespace Slipway.Stacks.Static;

/// <summary>Files that nginx serves alone, perhaps built by npm before.</summary>
public sealed class StaticStack : IStack
{
    private static readonly string[] Roots = ["public", "dist", "build", "_site", "site", "."];

    private static readonly string[] AssetFolders = ["assets", "_astro", "_next/static", "_app/immutable", "static", "build"];

    public string Name => "static";

    public Recognition? Recognise(ProjectFolder folder)
    {
        if (PackageJson.Read(folder) is { BuildsSite: { } builder } package)
            return new Recognition(Name, 60, [$"package.json builds a site with {builder}", $"the site is in {package.SiteFolder}/ after the build"]);
        var root = Roots.FirstOrDefault(root => folder.HasFile(Path.Combine(root, "index.html")));
        return root is null ? null : new Recognition(Name, 40, [$"{(root == "." ? "" : root + "/")}index.html exists"]);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var package = PackageJson.Read(folder);
        var built = package is { HasBuild: true };
        var root = built ? package!.SiteFolder : Roots.FirstOrDefault(root => folder.HasFile(Path.Combine(root, "index.html"))) ?? ".";
        return new StackRecipe
        {
            Stack = Name,
            LocalBuild = built ? package!.LocalBuild(folder) : [],
            ContentFolder = root == "." ? null : root,
            Excludes = root == "." ? ["*.md", "package.json", "package-lock.json", "node_modules"] : [],
            Serving = new Serving(ServingKind.Static, ".")
            {
                Assets = Assets(folder, root),
                FrontController = built && package!.BuildsSinglePage ? "index.html" : null,
            },
        };
    }

    private static Dictionary<string, string> Assets(ProjectFolder folder, string root) =>
        AssetFolders.Where(name => name == "assets" || folder.HasFolder(Path.Combine(root, name)))
            .ToDictionary(name => $"/{name}/", name => name);
}
