using Slipway.Project;

namespace Slipway.Stacks.Node;

/// <summary>What npm does on the host.</summary>
internal sealed record NodeInstall(IReadOnlyList<RecipeCommand> Commands, IReadOnlyList<Requirement> Requires)
{
    private static readonly string[] Quiet = ["--no-audit", "--no-fund"];

    public static NodeInstall OnHost(AppEnvironment environment, PackageJson package, ProjectFolder folder)
    {
        var npm = new Requirement("npm", ["/usr/bin/npm", "/usr/local/bin/npm", "npm"], "npm") { Placeholder = "npm" };
        if (environment.Build == BuildPlace.Host && package.HasBuild)
            return new NodeInstall(BuildThere(package, folder), [npm]);
        var sent = environment.Include.Any(path => path.Trim('/') == "node_modules");
        if (sent || package.Dependencies.Count == 0)
            return new NodeInstall([], []);
        return new NodeInstall([Install(folder, "--omit=dev")], [npm]);
    }

    // A full install for the build, pruned for run time: build tools are development dependencies.
    private static IReadOnlyList<RecipeCommand> BuildThere(PackageJson package, ProjectFolder folder)
    {
        var build = new RecipeCommand("npm build", ["{npm}", "run", "build"], "npm install");
        if (package.Dependencies.Count + package.DevDependencies.Count == 0)
            return [build with { After = [] }];
        return [Install(folder, "--include=dev"), build, new RecipeCommand("npm prune", ["{npm}", "prune", "--omit=dev", .. Quiet], "npm build")];
    }

    private static RecipeCommand Install(ProjectFolder folder, string which)
    {
        var locked = folder.HasFile("package-lock.json") || folder.HasFile("npm-shrinkwrap.json");
        var command = new RecipeCommand("npm install", ["{npm}", locked ? "ci" : "install", which, .. Quiet]);
        return locked
            ? command with { Cache = new DependencyCache("node_modules", ["package-lock.json", "npm-shrinkwrap.json", "package.json"]) }
            : command;
    }
}
