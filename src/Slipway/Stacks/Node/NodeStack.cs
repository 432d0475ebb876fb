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
    private static readonly string[] Servers = ["express", "fastify", "koa", "@nestjs/core", "next", "nuxt", "@hapi/hapi", "hono", "ws", "socket.io", "polka", "@sveltejs/kit", "@remix-run/node"];

    // Framework → what its build makes, where its fingerprinted files lie, and which variable names its socket (none: it only knows ports).
    private static readonly (string Package, string Output, string Url, string Folder, string? Socket)[] Frameworks =
    [
        ("next", ".next", "/_next/static/", ".next/static", null),
        ("nuxt", ".output", "/_nuxt/", ".output/public/_nuxt", "NITRO_UNIX_SOCKET"),
        ("@sveltejs/kit", "build", "/_app/immutable/", "build/client/_app/immutable", "SOCKET_PATH"),
        ("@remix-run/node", "build", "/assets/", "build/client/assets", null),
    ];

    private static readonly string[] PublicAssets = ["assets", "build"];

    public string Name => "node";

    public Recognition? Recognise(ProjectFolder folder)
    {
        if (PackageJson.Read(folder) is not { } package || StartCommand.Find(package, folder) is not { } start)
            return null;
        var server = Servers.FirstOrDefault(package.Dependencies.Contains);
        if (server is null && package.BuildsSite is not null && !start.RunsNode)
            return null;
        List<string> evidence = [start.Evidence];
        if (server is not null)
            evidence.Add($"package.json depends on {server}");
        return new Recognition(Name, server is not null ? 85 : 75, evidence);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var package = PackageJson.Read(folder);
        if (package is null || StartCommand.Find(package, folder) is not { } start)
            throw new Problems.ProblemException(StackProblems.NoStart(package is null ? "package.json is missing or is not valid JSON." : StartCommand.WhyNot(package)));
        var local = environment.Build == BuildPlace.Local && package.HasBuild;
        var listen = Frameworks.Any(framework => framework.Socket is null && package.Has(framework.Package)) ? Listen.Port : environment.Listen;
        var install = NodeInstall.OnHost(environment, package, folder);
        return new StackRecipe
        {
            Stack = Name,
            EnvDialect = EnvDialect.NodeDotenv,
            LocalBuild = local ? package.LocalBuild(folder) : [],
            Include = local ? Outputs(package, start) : [],
            HostBuild = install.Commands,
            Serving = new Serving(ServingKind.Proxy, null) { WebSockets = true, Assets = Assets(package, folder) },
            Web = new AppProcess("web", start.Words),
            Listen = listen,
            Variables = Variables(package, listen, start),
            Requires = [new Requirement("Node.js", ["/usr/bin/node", "/usr/local/bin/node", "node", "nodejs"], "nodejs") { Placeholder = "node" }, .. install.Requires],
        };
    }

    // net.Server.listen takes a path where most apps pass process.env.PORT, so they listen on the socket unchanged.
    private static Dictionary<string, string> Variables(PackageJson package, Listen listen, StartCommand start)
    {
        var variables = new Dictionary<string, string>(start.Variables)
        {
            ["NODE_ENV"] = "production",
            ["PATH"] = "{release}/node_modules/.bin:/usr/local/bin:/usr/bin:/bin",
            ["PORT"] = listen == Listen.Port ? Placeholders.Port : "{socket}",
        };
        if (listen == Listen.Port)
            variables["HOST"] = variables["HOSTNAME"] = "127.0.0.1";
        else if (Frameworks.FirstOrDefault(framework => package.Has(framework.Package)).Socket is { } name)
            variables[name] = "{socket}";
        return variables;
    }

    private static IReadOnlyList<string> Outputs(PackageJson package, StartCommand start)
    {
        var known = Frameworks.Where(framework => package.Has(framework.Package)).Select(framework => framework.Output);
        var started = start.Words.Skip(1).FirstOrDefault(word => word.Contains('/') && !word.StartsWith('-'))?.TrimStart('.', '/').Split('/')[0];
        return [.. known.Concat(started is null or "src" or "node_modules" ? [] : [started]).Concat(package.BuildsSite is null ? [] : [package.SiteFolder]).Distinct()];
    }

    private static Dictionary<string, string> Assets(PackageJson package, ProjectFolder folder)
    {
        var assets = Frameworks.Where(framework => package.Has(framework.Package))
            .ToDictionary(framework => framework.Url, framework => framework.Folder);
        if (assets.Count == 0)
        {
            foreach (var name in PublicAssets.Where(name => folder.HasFolder($"public/{name}")))
                assets[$"/{name}/"] = $"public/{name}";
        }

        return assets;
    }
}
