using Slipway.Project;

namespace Slipway.Stacks.Node;

/// <summary>How packages are installed and the app is built, here or on the host.</summary>
internal sealed record NodeInstall(IReadOnlyList<RecipeCommand> Commands, IReadOnlyList<Requirement> Requires)
{
    private static readonly string[] Settings = [".npmrc", "pnpm-workspace.yaml", ".yarnrc.yml", "bunfig.toml"];

    private static readonly string[] Quiet = ["--no-audit", "--no-fund"];

    /// <summary>A full install, build tools included, then the build script; on this machine.</summary>
    public static IReadOnlyList<RecipeCommand> Local(PackageJson package, ProjectFolder folder)
    {
        var manager = PackageInstaller.Of(folder, package);
        var build = new RecipeCommand($"{manager.Name} build", manager.Run("build"));
        return package.NeedsInstall ? [Install(manager, withTools: true), build with { After = [$"{manager.Name} install"] }] : [build];
    }

    /// <param name="bundled">What is built brings its packages along.</param>
    public static NodeInstall OnHost(AppEnvironment environment, PackageJson package, ProjectFolder folder, bool bundled)
    {
        var npm = new Requirement("npm", ["/usr/bin/npm", "/usr/local/bin/npm", "npm"], "npm") { Placeholder = "npm" };
        var manager = PackageInstaller.Of(folder, package);
        var sent = environment.Include.Any(path => path.Trim('/') == "node_modules");
        if (environment.Build == BuildPlace.Host && package.HasBuild)
            return new NodeInstall([.. Host(manager, BuildThere(manager, package, bundled), package, folder)], [npm]);
        if (sent || bundled || !(package.Dependencies.Count > 0 || Workspace.IsRoot(folder, package)))
            return new NodeInstall([], []);
        return new NodeInstall([.. Host(manager, [Install(manager, withTools: false)], package, folder)], [npm]);
    }

    // A full install for the build, pruned for run time: build tools are development dependencies.
    private static List<RecipeCommand> BuildThere(PackageInstaller manager, PackageJson package, bool bundled)
    {
        var install = Install(manager, withTools: true);
        var build = new RecipeCommand($"{manager.Name} build", manager.Run("build"));
        if (!package.NeedsInstall)
            return [build];
        List<RecipeCommand> commands = [install, build with { After = [install.Name] }];
        if (!bundled && Prune(manager) is { } words)
            commands.Add(new RecipeCommand($"{manager.Name} prune", words, build.Name) { Variables = Unasked(manager) });
        return commands;
    }

    private static IReadOnlyList<string>? Prune(PackageInstaller manager) => manager.Name switch
    {
        "npm" => manager.Words(["prune", "--omit=dev", .. Quiet]),
        "pnpm" => manager.Words("prune", "--prod"),
        "yarn" when !manager.IsBerry => Install(manager, withTools: false).Command,
        _ => null,
    };

    private static RecipeCommand Install(PackageInstaller manager, bool withTools) => new($"{manager.Name} install", manager.Name switch
    {
        "npm" => manager.Words([manager.Locked ? "ci" : "install", withTools ? "--include=dev" : "--omit=dev", .. Quiet]),
        "pnpm" => manager.Words(["install", .. Frozen(manager, "--frozen-lockfile"), withTools ? "--prod=false" : "--prod", "--config.package-import-method=copy"]),
        "yarn" when manager.IsBerry => manager.Words(["install", .. Frozen(manager, "--immutable")]),
        "yarn" => manager.Words(["install", .. Frozen(manager, "--frozen-lockfile"), $"--production={(withTools ? "false" : "true")}", "--non-interactive"]),
        _ => manager.Words(["install", .. Frozen(manager, "--frozen-lockfile"), .. withTools ? [] : new[] { "--production" }]),
    }) { Variables = Unasked(manager) };

    private static string[] Frozen(PackageInstaller manager, string option) => manager.Locked ? [option] : [];

    // pnpm asks before it replaces a folder, unless nobody is there.
    private static Dictionary<string, string> Unasked(PackageInstaller manager) => manager.Name == "pnpm" ? new() { ["CI"] = "true" } : [];

    // In a workspace each package has a node_modules of its own, so the one at the top is not all.
    private static IEnumerable<RecipeCommand> Host(PackageInstaller manager, IReadOnlyList<RecipeCommand> commands, PackageJson package, ProjectFolder folder)
    {
        if (manager.Root is { } root && package.NeedsInstall)
            throw new Problems.ProblemException(NodeProblems.WorkspaceMember(folder.Root, root));
        var cache = manager.Locked && !Workspace.IsRoot(folder, package)
            ? new DependencyCache("node_modules", [.. manager.Locks, "package.json", .. Settings.Where(folder.HasFile)]) { Relocate = manager.Name == "pnpm" ? ["node_modules/.bin"] : [] } : null;
        foreach (var command in commands)
        {
            var variables = command.Variables.ToDictionary();
            if (manager.IsBerry)
                variables["YARN_NODE_LINKER"] = "node-modules";
            yield return command with
            {
                Command = ["{npm}", .. command.Command.Skip(1)],
                Cache = command.Name.EndsWith(" install", StringComparison.Ordinal) ? cache : null,
                Variables = variables,
            };
        }
    }
}
