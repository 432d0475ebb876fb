using Slipway.EnvFiles;
using Slipway.Project;

namespace Slipway.Stacks.Node;

/// <summary>
/// A Node server. What needs build tools is built on this machine (or all on the host, <c>build: host</c>); run-time packages are always
/// installed on the host, from the lock file and cached by it, because native modules built on a laptop may not fit the server.
/// A project that lists node_modules under <c>include:</c> sends its own instead and the host needs no npm.
/// </summary>
public sealed class NodeStack : IStack
{
    private static readonly string[] PublicAssets = ["assets", "build"];

    public string Name => "node";

    public StackKnowledge Knowledge { get; } = new() { Dialect = EnvDialect.NodeDotenv, Tests = NodeTests.Of, DevelopmentStarts = NodeDevelopment.All };

    public Recognition? Recognise(ProjectFolder folder)
    {
        if (NodeApp.Read(folder) is not { Site: null } app)
            return null;
        var seenStart = app.Start is { } start ? start.Evidence : (app.Refusal?.Detail ?? "").TrimEnd('.');
        List<string> evidence = [seenStart];
        if (app.Server is { } server)
            evidence.Add($"package.json depends on {server}");
        if (app.Framework?.Evidence is { } seen)
            evidence.Add(seen);
        if (app.Framework is null && NodePort.Fixed(folder) is { } port)
            evidence.Add($"{port.Path} listens on the fixed port {port.Port}: two releases side by side need process.env.PORT");
        return new Recognition(Name, app.Server is not null || app.Framework is not null ? 85 : app.Start is not null ? 75 : 55, evidence);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var app = NodeApp.Read(folder);
        if (app?.Start is not { } start)
            throw new Problems.ProblemException(app?.Refusal ?? WhyNot(folder));
        var package = app.Package;
        var local = environment.Build == BuildPlace.Local && package.HasBuild;
        var listen = app.Framework is { Socket: null } || start.HasPort || (app.Framework is null && NodePort.MakesNumber(folder) is not null) ? Listen.Port : environment.Listen;
        var install = NodeInstall.OnHost(environment, package, folder, app.Framework?.Bundled == true);
        return new StackRecipe
        {
            Stack = Name,
            EnvDialect = EnvDialect.NodeDotenv,
            LocalBuild = local ? NodeInstall.Local(package, folder) : [],
            Include = local ? NodeOutputs.Of(app, start, folder) : [],
            Excludes = app.Framework?.Excludes ?? [],
            HostBuild = install.Commands,
            Serving = new Serving(ServingKind.Proxy, null) { WebSockets = true, Assets = Assets(app, folder) },
            Web = new AppProcess("web", start.Words),
            Listen = listen,
            Links = app.Framework?.Links ?? new Dictionary<string, string>(),
            Variables = Variables(app.Framework, listen, start),
            Requires = [new Requirement("Node.js", ["/usr/bin/node", "/usr/local/bin/node", "node", "nodejs"], "nodejs") { Placeholder = "node" }, .. install.Requires],
        };
    }

    private static Problems.Problem WhyNot(ProjectFolder folder) => PackageJson.Read(folder) is not { } package
        ? NodeProblems.NoStart("package.json is missing or is not valid JSON.", null)
        : StartScripts.Read(package, folder).Refusal ?? StartScripts.Missing(package, folder);

    // net.Server.listen takes a path where most apps pass process.env.PORT, so they listen on the socket unchanged.
    private static Dictionary<string, string> Variables(Framework? framework, Listen listen, StartCommand start)
    {
        var folder = start.Folder.Length > 0 ? $"{{release}}/{start.Folder}/node_modules/.bin:" : "";
        var variables = new Dictionary<string, string>(start.Variables)
        {
            ["NODE_ENV"] = "production",
            ["PATH"] = folder + "{release}/node_modules/.bin:/usr/local/bin:/usr/bin:/bin",
            ["PORT"] = listen == Listen.Port ? Placeholders.Port : "{socket}",
        };
        if (listen == Listen.Port)
            variables["HOST"] = variables["HOSTNAME"] = "127.0.0.1";
        else if (framework?.Socket is { } name)
            variables[name] = "{socket}";
        return variables;
    }

    private static Dictionary<string, string> Assets(NodeApp app, ProjectFolder folder)
    {
        if (app.Framework is { } framework)
            return framework.Assets.ToDictionary();
        return PublicAssets.Where(name => folder.HasFolder($"public/{name}")).ToDictionary(name => $"/{name}/", name => $"public/{name}");
    }
}
