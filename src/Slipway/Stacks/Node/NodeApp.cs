using Slipway.Problems;

namespace Slipway.Stacks.Node;

/// <summary>What a package.json describes: a server, a site of files that it builds, or something that cannot be deployed as it is.</summary>
/// <param name="Package">The project's own.</param>
/// <param name="Framework">Null when it has none of those that decide.</param>
internal sealed record NodeApp(PackageJson Package, Framework? Framework)
{
    private static readonly string[] Servers =
    [
        "express", "fastify", "koa", "@nestjs/core", "next", "nuxt", "@hapi/hapi", "hono", "ws", "socket.io", "polka", "@sveltejs/kit", "@remix-run/node",
        "@react-router/node", "@adonisjs/core", "@feathersjs/feathers", "@strapi/strapi", "restify", "h3", "elysia", "apollo-server", "@apollo/server", "graphql-yoga",
    ];

    /// <summary>How the server is started.</summary>
    public StartCommand? Start { get; private init; }

    /// <summary>The site of files; null with <see cref="Start"/>.</summary>
    public SiteBuild? Site { get; private init; }

    /// <summary>Why it cannot be deployed as a server.</summary>
    public Problem? Refusal { get; private init; }

    /// <summary>The dependency that serves requests.</summary>
    public string? Server { get; private init; }

    /// <returns>Null without a package.json, or when nothing in it speaks for a server or a site.</returns>
    public static NodeApp? Read(ProjectFolder folder)
    {
        if (PackageJson.Read(folder) is not { } package)
            return null;
        var framework = Frameworks.Find(package, folder);
        var app = new NodeApp(package, framework) { Server = framework?.Site is null ? Servers.FirstOrDefault(package.Dependencies.ContainsKey) : null };
        var scripts = StartScripts.Read(package, folder);
        app = framework is not null ? app.Of(framework, scripts) : app.Of(scripts, SiteBuild.Find(package, folder), folder);
        return app is { Start: null, Site: null, Refusal: null } ? null : app;
    }

    private NodeApp Of(Framework framework, StartScripts scripts)
    {
        var own = scripts.Start is { } start && start.Program[0] != framework.Start?[0] && (start.RunsNode || start.Program[0] != "serve") ? scripts.Start : null;
        if (own is not null && (framework.Site is null || own.RunsNode))
            return this with { Start = own };
        if (framework.Site is not null)
            return this with { Site = framework.Site };
        if (framework.Refusal is not null)
            return this with { Refusal = framework.Refusal };
        if (scripts.Refusal is not null && !scripts.Development)
            return this with { Refusal = scripts.Refusal };
        if (framework.Start is not { } words)
            return this with { Refusal = scripts.Refusal ?? NodeProblems.NoStart($"package.json has no start script, and {framework.Package} brings no server of its own.", null) };
        if (Package.Scripts.ContainsKey("start") && scripts.Development && !Package.HasBuild)
            return this with { Refusal = scripts.Refusal };
        var evidence = scripts.Start?.Evidence ?? $"{framework.Package} starts \"{string.Join(' ', words).Replace("{node}", "node")}\"";
        return this with { Start = StartCommand.Of(evidence, words) with { Variables = scripts.Start?.Variables ?? new Dictionary<string, string>() } };
    }

    private NodeApp Of(StartScripts scripts, SiteBuild? site, ProjectFolder folder)
    {
        if (scripts.Start is { } start)
            return Server is null && site is not null && !start.RunsNode ? this with { Site = site } : this with { Start = start };
        if (scripts.Refusal is not null)
            return Server is null && site is not null && scripts.Development ? this with { Site = site } : this with { Refusal = scripts.Refusal };
        if (Server is null && site is not null)
            return this with { Site = site };
        if (StartScripts.EntryFile(Package, folder) is { } entry)
            return this with { Start = entry };
        return Server is null ? this : this with { Refusal = StartScripts.Missing(Package, folder) };
    }
}
