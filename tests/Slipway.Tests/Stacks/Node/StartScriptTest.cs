using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Stacks.Node;

/// <summary>A start script is followed to the one command that serves.</summary>
public class StartScriptTest
{
    [Theory]
    [InlineData("node server.js", "{node} server.js")]
    [InlineData("npm run serve", "{node} server/main.js")]
    [InlineData("npm run serve -- --trace", "{node} server/main.js --trace")]
    [InlineData("npm run-script serve", "{node} server/main.js")]
    [InlineData("yarn serve", "{node} server/main.js")]
    [InlineData("yarn run serve", "{node} server/main.js")]
    [InlineData("pnpm serve", "{node} server/main.js")]
    [InlineData("pnpm run -s serve", "{node} server/main.js")]
    [InlineData("bun run serve", "{node} server/main.js")]
    [InlineData("exec node server.js", "{node} server.js")]
    [InlineData("cross-env NODE_ENV=production node server.js", "{node} server.js")]
    [InlineData("NODE_ENV=production npm run serve", "{node} server/main.js")]
    [InlineData("env A=b node server.js", "{node} server.js")]
    [InlineData("dotenv -e .env.production -- node server.js", "{node} server.js")]
    [InlineData("dotenvx run -f .env.production -- node server.js", "{node} server.js")]
    [InlineData("env-cmd -f .env.production node server.js", "{node} server.js")]
    [InlineData("npx --yes node server.js", "{node} server.js")]
    [InlineData("node --env-file=.env --enable-source-maps server.js", "{node} --enable-source-maps server.js")]
    [InlineData("node --env-file .env server.js", "{node} server.js")]
    [InlineData("node -r dotenv/config server.js", "{node} -r dotenv/config server.js")]
    [InlineData("npm run build && node server.js", "{node} server.js")]
    [InlineData("cd server && node main.js", "/usr/bin/env -C server {node} main.js")]
    [InlineData("npm start --prefix server", "/usr/bin/env -C server {node} main.js")]
    [InlineData("npm --prefix server run start", "/usr/bin/env -C server {node} main.js")]
    [InlineData("npm start -w server", "/usr/bin/env -C server {node} main.js")]
    [InlineData("npm run start --workspace=@shop/server", "/usr/bin/env -C server {node} main.js")]
    [InlineData("yarn workspace @shop/server start", "/usr/bin/env -C server {node} main.js")]
    [InlineData("yarn --cwd server start", "/usr/bin/env -C server {node} main.js")]
    [InlineData("pnpm --filter @shop/server start", "/usr/bin/env -C server {node} main.js")]
    [InlineData("pnpm -C server start", "/usr/bin/env -C server {node} main.js")]
    [InlineData("node migrate.js && node server.js", "/bin/sh -c '{node} migrate.js && exec {node} server.js'")]
    [InlineData("node migrate.js; node server.js", "/bin/sh -c '{node} migrate.js ; exec {node} server.js'")]
    [InlineData("pm2 start server.js --no-daemon", "{node} server.js")]
    [InlineData("pm2-runtime start server.js -i max", "{node} server.js")]
    [InlineData("pm2-runtime server.js", "{node} server.js")]
    [InlineData("pm2 start ecosystem.config.json", "{node} server/main.js --quiet")]
    [InlineData("forever start server.js", "{node} server.js")]
    [InlineData("tsx src/index.ts", "tsx src/index.ts")]
    [InlineData("bun src/index.ts", "bun src/index.ts")]
    public void Start_script_is_followed_to_what_it_runs(string script, string command)
    {
        using var project = Shop(script);

        Assert.Equal("node", project.Best?.Stack);
        Assert.Equal(command, Shell.Join(project.Recipe().Web!.Command).Replace("'{node}'", "{node}"));
    }

    [Theory]
    [InlineData("nodemon server.js", "node server.js")]
    [InlineData("nodemon --exec ts-node src/index.ts", "tsc")]
    [InlineData("node --watch server.js", "node server.js")]
    [InlineData("node --inspect server.js", "node server.js")]
    [InlineData("ts-node src/index.ts", "tsc")]
    [InlineData("ts-node-dev --respawn src/index.ts", "tsc")]
    [InlineData("tsx watch src/index.ts", "tsx src/index.ts")]
    [InlineData("node -r ts-node/register src/index.ts", "tsc")]
    [InlineData("nest start --watch", "node dist/main")]
    [InlineData("nest start", "node dist/main")]
    [InlineData("nx serve api", "nx build")]
    [InlineData("next dev", "next start")]
    [InlineData("nuxt dev", "node .output/server/index.mjs")]
    [InlineData("vite", "vite build")]
    [InlineData("vite preview", "vite build")]
    [InlineData("webpack serve", "webpack")]
    [InlineData("vercel dev", "node server.js")]
    [InlineData("bun --watch src/index.ts", "bun src/index.ts")]
    [InlineData("npm run dev", "node server.js")]
    [InlineData("npm run build && nodemon server.js", "node server.js")]
    public void Start_of_development_is_refused_and_the_one_of_production_suggested(string script, string suggested)
    {
        using var project = Shop(script);

        Assert.Equal("node", project.Best?.Stack);
        var refusal = project.Refusal();
        Assert.Equal("stack.node-development-start", refusal?.Code);
        Assert.Contains(suggested, refusal?.Remedy);
        Assert.Contains(script, refusal?.Detail);
    }

    [Theory]
    [InlineData("node server.js | tee log")]
    [InlineData("node server.js &")]
    [InlineData("node server.js > log 2>&1")]
    [InlineData("node $(cat entry)")]
    [InlineData("npm run missing")]
    [InlineData("npm run loop")]
    [InlineData("concurrently \"node a.js\" \"node b.js\"")]
    [InlineData("npm-run-all --parallel a b")]
    [InlineData("pm2 start ecosystem.config.js")]
    [InlineData("gulp")]
    [InlineData("npm run compile && node server.js")]
    [InlineData("tool-of-development server.js")]
    public void Start_that_cannot_be_followed_is_refused_and_never_static(string script)
    {
        using var project = Shop(script);

        Assert.Equal("node", project.Best?.Stack);
        var refusal = project.Refusal();
        Assert.Equal("stack.node-no-start", refusal?.Code);
        Assert.Contains(script, refusal?.Detail);
    }

    [Fact]
    public void Script_for_production_stands_in_for_one_for_development()
    {
        using var project = new TextProject(
            "package.json", """{ "scripts": { "start": "nest start", "start:dev": "nest start --watch", "start:prod": "node dist/main", "build": "nest build" }, "dependencies": { "@nestjs/core": "^11.0.0" } }""",
            "package-lock.json", "{}");

        Assert.Equal(["{node}", "dist/main"], project.Recipe().Web?.Command);
        Assert.Equal(["package.json starts \"node dist/main\" (start:prod)", "package.json depends on @nestjs/core"], project.Best?.Evidence);
    }

    [Fact]
    public void Variables_before_the_command_are_the_processs()
    {
        using var project = Shop("cross-env LOG=json MODE='a b' npm run serve");

        var variables = project.Recipe().Variables;
        Assert.Equal("json", variables["LOG"]);
        Assert.Equal("a b", variables["MODE"]);
    }

    [Theory]
    [InlineData("node server.js -p $PORT")]
    [InlineData("node server.js -p ${PORT:-3000}")]
    public void Port_in_the_command_is_a_port(string script)
    {
        using var project = Shop(script);

        var recipe = project.Recipe();
        Assert.Equal(["{node}", "server.js", "-p", "{port}"], recipe.Web?.Command);
        Assert.Equal(Slipway.Project.Listen.Port, recipe.Listen);
    }

    [Fact]
    public void Script_that_npm_runs_before_start_is_run_before_it()
    {
        using var project = new TextProject("package.json", """{ "scripts": { "prestart": "node prepare.js", "start": "node server.js" } }""", "server.js", "");
        Assert.Equal(["/bin/sh", "-c", "{node} prepare.js && exec {node} server.js"], project.Recipe().Web?.Command);

        using var built = new TextProject("package.json", """{ "scripts": { "prestart": "npm run build", "build": "node build.js", "start": "node server.js" } }""", "server.js", "");
        Assert.Equal(["{node}", "server.js"], built.Recipe().Web?.Command);
    }

    // What a development start has to say of a site's own build tool is nothing: its site is built.
    [Theory]
    [InlineData("vite", "vite", "vite build", "dist")]
    [InlineData("react-scripts", "react-scripts start", "react-scripts build", "build")]
    [InlineData("@angular/cli", "ng serve", "ng build --output-path=dist/shop", "dist/shop")]
    [InlineData("gatsby", "gatsby develop", "gatsby build", "public")]
    [InlineData("astro", "astro dev", "astro build", "dist")]
    [InlineData("@11ty/eleventy", "eleventy --serve", "eleventy", "_site")]
    [InlineData("@docusaurus/core", "docusaurus start", "docusaurus build", "build")]
    public void Development_server_of_a_site_builder_leaves_a_static_site(string package, string start, string build, string folder)
    {
        using var project = new TextProject(
            "package.json", $$"""{ "scripts": { "start": "{{start}}", "build": "{{build}}" }, "devDependencies": { "{{package}}": "^1.0.0" } }""", "package-lock.json", "{}");

        Assert.Equal("static", project.Best?.Stack);
        Assert.Equal(folder, project.Recipe().ContentFolder);
    }

    [Fact]
    public void App_without_a_start_says_why_and_names_one()
    {
        using var project = new TextProject(
            "package.json", """{ "main": "index.js", "scripts": { "dev": "nodemon src/index.js" }, "dependencies": { "express": "^4.18.0" } }""", "src/index.js", "1");

        var refusal = project.Refusal();
        Assert.Equal("stack.node-no-start", refusal?.Code);
        Assert.Equal("package.json has no start script; its main file index.js does not exist.", refusal?.Detail);
        Assert.Contains("\"start\": \"node src/index.js\"", refusal?.Remedy);
    }

    private static TextProject Shop(string start) => new(
        "package.json", $$"""
            { "scripts": { "start": "{{System.Text.Json.JsonEncodedText.Encode(start)}}", "serve": "node server/main.js", "dev": "nodemon server.js", "loop": "npm run loop",
                           "build": "vite build", "compile": "tsc -p ." },
              "workspaces": ["server"],
              "dependencies": { "express": "^4.18.0", "tsx": "^4.0.0" }, "devDependencies": { "vite": "^5.0.0", "tool-of-development": "^1.0.0" } }
            """,
        "package-lock.json", "{}",
        "server.js", "1", "server/main.js", "1", "server/package.json", """{ "name": "@shop/server", "scripts": { "start": "node main.js" } }""",
        "ecosystem.config.json", """{ "apps": [{ "name": "shop", "script": "server/main.js", "args": "--quiet", "env_production": { "A": "b" } }] }""",
        "ecosystem.config.js", "module.exports = {}", "index.html", "<p>");
}
