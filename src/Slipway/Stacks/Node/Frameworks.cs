using System.Text.RegularExpressions;

namespace Slipway.Stacks.Node;

/// <summary>Frameworks whose build decides whether files or a server come out of it.</summary>
internal static partial class Frameworks
{
    private const string Own = "node";

    /// <returns>Null when the package has none of them.</returns>
    public static Framework? Find(PackageJson package, ProjectFolder folder) =>
        package.Has("next") ? Next(folder)
        : package.Has("nuxt") || package.Has("nuxt3") ? Nuxt(package, folder)
        : package.Has("@sveltejs/kit") ? SvelteKit(package, folder)
        : package.Has("@react-router/dev") || package.Has("@remix-run/dev") ? Remix(package, folder)
        : package.Has("astro") ? Astro(folder)
        : package.Has("@solidjs/start") || package.Has("vinxi") || package.Has("@tanstack/react-start") ? Nitro(package.Has("vinxi") ? "vinxi" : package.Has("@solidjs/start") ? "@solidjs/start" : "@tanstack/react-start")
        : package.Has("@angular/core") && AngularOutput.Read(folder, "") is { Server: true } angular ? Angular(angular)
        : null;

    private static Framework Next(ProjectFolder folder)
    {
        var config = Configuration.Text(folder, "", "next.config") ?? "";
        var output = Output().Match(config).Groups[1].Value;
        var assets = new Dictionary<string, string> { ["/_next/static/"] = ".next/static" };
        if (output == "export")
            return new Framework("next") { Site = new SiteBuild("next", "out"), Evidence = "next.config exports files" };
        if (output != "standalone")
            return new Framework("next") { Start = ["next", "start"], Outputs = [".next"], Assets = assets, Excludes = ["/.next/cache"] };
        var links = new Dictionary<string, string> { [".next/standalone/.next/static"] = "../../static" };
        if (folder.HasFolder("public"))
            links[".next/standalone/public"] = "../../public";
        return new Framework("next")
        {
            Start = ["{node}", ".next/standalone/server.js"], Outputs = [".next/standalone", ".next/static"], Assets = assets, Links = links, Bundled = true,
            Evidence = "next.config makes a standalone server",
        };
    }

    private static Framework Nuxt(PackageJson package, ProjectFolder folder)
    {
        if (package.HasMajor("nuxt", 2))
            return new Framework("nuxt") { Start = ["nuxt", "start"], Outputs = [".nuxt"], Assets = new Dictionary<string, string> { ["/_nuxt/"] = ".nuxt/dist/client" } };
        var preset = Preset().Match(Configuration.Text(folder, "", "nuxt.config") ?? "").Groups[1].Value;
        if (package.Scripts.GetValueOrDefault("build")?.Contains("generate", StringComparison.Ordinal) == true || preset == "static")
            return new Framework("nuxt") { Site = new SiteBuild("nuxt", ".output/public"), Evidence = "nuxt generates files" };
        if (preset.Length > 0 && !preset.StartsWith(Own, StringComparison.Ordinal))
            return new Framework("nuxt") { Refusal = NodeProblems.Adapter("Nuxt", $"nuxt.config names the preset {preset}.", "Take the preset out of nuxt.config, or make it node-server.") };
        return Nitro("nuxt") with { Assets = new Dictionary<string, string> { ["/_nuxt/"] = ".output/public/_nuxt" } };
    }

    private static Framework Nitro(string package) =>
        new(package) { Start = ["{node}", ".output/server/index.mjs"], Outputs = [".output"], Socket = "NITRO_UNIX_SOCKET", Bundled = true };

    private static Framework SvelteKit(PackageJson package, ProjectFolder folder)
    {
        var config = (Configuration.Text(folder, "", "svelte.config") ?? "") + Configuration.Text(folder, "", "vite.config");
        var adapter = SvelteAdapter().Match(config) is { Success: true } match ? match.Groups[1].Value
            : package.Has("@sveltejs/adapter-node") ? Own : package.Has("@sveltejs/adapter-static") ? "static" : "auto";
        var output = SvelteOut().Match(config) is { Success: true } said && Workspace.Below(said.Groups[1].Value) is { Length: > 0 } folderOf ? folderOf : "build";
        if (adapter == "static")
        {
            var fallback = Fallback().Match(config).Groups[1].Value;
            return new Framework("@sveltejs/kit") { Site = new SiteBuild("@sveltejs/adapter-static", output, fallback.Length > 0 ? fallback : null), Evidence = "svelte.config uses @sveltejs/adapter-static" };
        }

        if (adapter != Own)
            return new Framework("@sveltejs/kit")
            {
                Refusal = NodeProblems.Adapter("SvelteKit", $"svelte.config uses the adapter {adapter}.",
                    "Install @sveltejs/adapter-node (npm install --save-dev @sveltejs/adapter-node) and import it in svelte.config.js; for a site of files @sveltejs/adapter-static."),
            };
        return new Framework("@sveltejs/kit")
        {
            Start = ["{node}", $"{output}/index.js"], Outputs = [output], Socket = "SOCKET_PATH", Evidence = "svelte.config uses @sveltejs/adapter-node",
            Assets = new Dictionary<string, string> { ["/_app/immutable/"] = $"{output}/client/_app/immutable" },
        };
    }

    private static Framework Remix(PackageJson package, ProjectFolder folder)
    {
        var router = package.Has("@react-router/dev");
        var name = router ? "@react-router/dev" : "@remix-run/dev";
        var vite = router || package.Has("vite");
        var config = (Configuration.Text(folder, "", "react-router.config") ?? "") + Configuration.Text(folder, "", "vite.config");
        if (vite && NoServer().IsMatch(config))
            return new Framework(name) { Site = new SiteBuild(name, "build/client", "index.html"), Evidence = "its configuration says ssr: false" };
        var serve = router ? "react-router-serve" : "remix-serve";
        return new Framework(name)
        {
            Start = package.Dependencies.ContainsKey(router ? "@react-router/serve" : "@remix-run/serve") ? [serve, vite ? "build/server/index.js" : "build/index.js"] : null,
            Outputs = vite ? ["build"] : ["build", "public/build"],
            Assets = vite ? new Dictionary<string, string> { ["/assets/"] = "build/client/assets" } : new() { ["/build/"] = "public/build" },
        };
    }

    private static Framework Astro(ProjectFolder folder)
    {
        var config = Configuration.Text(folder, "", "astro.config") ?? "";
        var output = OutDir().Match(config) is { Success: true } said && Workspace.Below(said.Groups[1].Value) is { Length: > 0 } inside ? inside : "dist";
        if (AstroAdapter().Match(config) is not { Success: true } adapter)
            return new Framework("astro") { Site = new SiteBuild("astro", output) };
        if (adapter.Groups[1].Value != Own)
            return new Framework("astro") { Refusal = NodeProblems.Adapter("Astro", $"astro.config uses the adapter {adapter.Groups[1].Value}.", "Use the adapter for Node (npx astro add node), or none for a site of files.") };
        return new Framework("astro")
        {
            Start = config.Contains("middleware", StringComparison.Ordinal) ? null : ["{node}", $"{output}/server/entry.mjs"],
            Outputs = [output], Evidence = "astro.config uses @astrojs/node",
            Assets = new Dictionary<string, string> { ["/_astro/"] = $"{output}/client/_astro" },
        };
    }

    private static Framework Angular(AngularOutput output) => new("@angular/core")
    {
        Start = ["{node}", $"{output.Base}/server/server.mjs"], Outputs = [output.Base], Bundled = true, Evidence = "angular.json makes a server",
    };

    [GeneratedRegex("""\boutput\s*:\s*['"](\w+)['"]""")]
    private static partial Regex Output();

    [GeneratedRegex("""\bpreset\s*:\s*['"]([\w-]+)['"]""")]
    private static partial Regex Preset();

    [GeneratedRegex("""(?:@sveltejs/|svelte-)adapter-([\w-]+)""")]
    private static partial Regex SvelteAdapter();

    [GeneratedRegex("""\b(?:out|pages)\s*:\s*['"]\.?/?([^'"]+)['"]""")]
    private static partial Regex SvelteOut();

    [GeneratedRegex("""\bfallback\s*:\s*['"]([^'"]+)['"]""")]
    private static partial Regex Fallback();

    [GeneratedRegex("""\bssr\s*:\s*false\b""")]
    private static partial Regex NoServer();

    [GeneratedRegex("""\boutDir\s*:\s*['"]\.?/?([^'"]+)['"]""")]
    private static partial Regex OutDir();

    [GeneratedRegex("""['"]@astrojs/(node|vercel|netlify|cloudflare|deno)[/\w]*['"]""")]
    private static partial Regex AstroAdapter();
}
