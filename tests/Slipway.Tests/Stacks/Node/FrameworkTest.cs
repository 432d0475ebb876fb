using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Stacks.Node;

/// <summary>Frameworks are told apart by what their build makes.</summary>
public class FrameworkTest
{
    [Theory]
    [InlineData("next", "next build", "", "", "next start", ".next")]
    [InlineData("next", "next build", "next.config.mjs", "export default { output: 'standalone' }", "{node} .next/standalone/server.js", ".next/standalone .next/static")]
    [InlineData("nuxt", "nuxt build", "", "", "{node} .output/server/index.mjs", ".output")]
    [InlineData("nuxt", "nuxt build", "nuxt.config.ts", "export default defineNuxtConfig({ nitro: { preset: 'node-server' } })", "{node} .output/server/index.mjs", ".output")]
    [InlineData("@sveltejs/kit", "vite build", "svelte.config.js", "import adapter from '@sveltejs/adapter-node'; export default { kit: { adapter: adapter() } };", "{node} build/index.js", "build")]
    [InlineData("@sveltejs/kit", "vite build", "svelte.config.js", "import adapter from '@sveltejs/adapter-node'; export default { kit: { adapter: adapter({ out: 'server' }) } };", "{node} server/index.js", "server")]
    [InlineData("astro", "astro build", "astro.config.mjs", "import node from '@astrojs/node'; export default defineConfig({ adapter: node({ mode: 'standalone' }) });", "{node} dist/server/entry.mjs", "dist")]
    [InlineData("@react-router/dev", "react-router build", "", "", "react-router-serve build/server/index.js", "build")]
    [InlineData("@solidjs/start", "vinxi build", "", "", "{node} .output/server/index.mjs", ".output")]
    [InlineData("@angular/core", "ng build", "angular.json", """{ "projects": { "shop": { "architect": { "build": { "builder": "@angular/build:application", "options": { "ssr": { "entry": "src/server.ts" } } } } } } }""", "{node} dist/shop/server/server.mjs", "dist/shop")]
    public void Server_that_the_build_makes_is_started(string package, string build, string file, string config, string command, string outputs)
    {
        using var project = Project(package, build, file, config);

        Assert.Equal("node", project.Best?.Stack);
        var recipe = project.Recipe();
        Assert.Equal(command, string.Join(' ', recipe.Web!.Command));
        Assert.Equal(outputs, string.Join(' ', recipe.Include));
    }

    [Theory]
    [InlineData("next", "next build", "next.config.js", "module.exports = { output: \"export\" }", "out", null)]
    [InlineData("nuxt", "nuxt generate", "", "", ".output/public", null)]
    [InlineData("@sveltejs/kit", "vite build", "svelte.config.js", "import adapter from '@sveltejs/adapter-static';", "build", null)]
    [InlineData("@sveltejs/kit", "vite build", "svelte.config.js", "import adapter from '@sveltejs/adapter-static'; adapter({ fallback: '200.html' })", "build", "200.html")]
    [InlineData("astro", "astro build", "", "", "dist", null)]
    [InlineData("@react-router/dev", "react-router build", "react-router.config.ts", "export default { ssr: false }", "build/client", "index.html")]
    [InlineData("gatsby", "gatsby build", "", "", "public", null)]
    [InlineData("vite", "vite build", "vite.config.ts", "export default { build: { outDir: 'public_html' } }", "public_html", "index.html")]
    [InlineData("@angular/cli", "ng build", "angular.json", """{ "projects": { "shop": { "architect": { "build": { "builder": "@angular-devkit/build-angular:application", "options": { "outputPath": "dist/web" } } } } } }""", "dist/web/browser", "index.html")]
    [InlineData("@angular/cli", "ng build", "angular.json", """{ "projects": { "shop": { "architect": { "build": { "builder": "@angular-devkit/build-angular:browser", "options": { "outputPath": "dist/web" } } } } } }""", "dist/web", "index.html")]
    [InlineData("@11ty/eleventy", "eleventy --output=www", "", "", "www", null)]
    public void Files_that_the_build_makes_are_a_site(string package, string build, string file, string config, string folder, string? front)
    {
        using var project = Project(package, build, file, config);

        Assert.Equal("static", project.Best?.Stack);
        Assert.Equal(folder, project.Recipe().ContentFolder);
        Assert.Equal(front, project.Recipe().Serving.FrontController);
    }

    [Theory]
    [InlineData("@sveltejs/kit", "svelte.config.js", "import adapter from '@sveltejs/adapter-auto';", "adapter-node")]
    [InlineData("@sveltejs/kit", "svelte.config.js", "import adapter from '@sveltejs/adapter-vercel';", "adapter-node")]
    [InlineData("astro", "astro.config.mjs", "import vercel from '@astrojs/vercel/serverless';", "astro add node")]
    [InlineData("nuxt", "nuxt.config.ts", "export default defineNuxtConfig({ nitro: { preset: 'vercel' } })", "node-server")]
    public void Build_for_a_hosters_platform_is_refused_with_the_one_for_a_server(string package, string file, string config, string remedy)
    {
        using var project = Project(package, "vite build", file, config);

        Assert.Equal("node", project.Best?.Stack);
        Assert.Equal("stack.node-adapter", project.Refusal()?.Code);
        Assert.Contains(remedy, project.Refusal()?.Remedy);
    }

    [Fact]
    public void Server_that_knows_sockets_gets_one_and_any_other_a_port()
    {
        using var svelte = Project("@sveltejs/kit", "vite build", "svelte.config.js", "import adapter from '@sveltejs/adapter-node';");
        using var next = Project("next", "next build", "", "");

        Assert.Equal((Listen.Socket, "{socket}"), (svelte.Recipe().Listen, svelte.Recipe().Variables["SOCKET_PATH"]));
        Assert.Equal((Listen.Port, "{port}"), (next.Recipe().Listen, next.Recipe().Variables["PORT"]));
    }

    [Fact]
    public void Server_that_brings_its_packages_along_needs_no_install_on_the_host()
    {
        using var project = Project("nuxt", "nuxt build", "", "");

        Assert.Empty(project.Recipe().HostBuild);
    }

    [Fact]
    public void Own_server_around_a_framework_is_started()
    {
        using var project = new TextProject(
            "package.json", """{ "scripts": { "build": "next build", "start": "node server.js" }, "dependencies": { "next": "^15.0.0" } }""", "package-lock.json", "{}", "server.js", "");

        Assert.Equal(["{node}", "server.js"], project.Recipe().Web?.Command);
    }

    [Fact]
    public void Build_that_hands_over_to_a_package_puts_the_site_there()
    {
        using var project = new TextProject(
            "package.json", """{ "private": true, "workspaces": ["web"], "scripts": { "build": "npm run build -w web" }, "devDependencies": { "vite": "^5.0.0" } }""",
            "web/package.json", """{ "name": "web", "scripts": { "build": "mkdir -p dist && cp index.html dist/" } }""", "package-lock.json", "{}");

        Assert.Equal("static", project.Best?.Stack);
        Assert.Equal("web/dist", project.Recipe().ContentFolder);
    }

    private static TextProject Project(string package, string build, string file, string config) => new([
        "package.json", $$"""
            { "scripts": { "dev": "x", "build": "{{build}}" }, "dependencies": { "{{package}}": "^3.0.0", "@react-router/serve": "^7.0.0" }, "devDependencies": { "vite": "^6.0.0" } }
            """,
        "package-lock.json", "{}", .. file.Length == 0 ? [] : new[] { file, config }]);
}
