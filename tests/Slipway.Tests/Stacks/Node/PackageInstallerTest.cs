using Slipway.Project;
using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Stacks.Node;

/// <summary>Packages are installed by the manager whose lock is there, as the lock says.</summary>
public class PackageInstallerTest
{
    private const string Package = """{ "scripts": { "start": "node server.js", "build": "tsc" }, "dependencies": { "ms": "^2.0.0" }, "devDependencies": { "typescript": "^5.0.0" } }""";

    [Theory]
    [InlineData("package-lock.json", "{}", "npm ci --include=dev --no-audit --no-fund", "{npm} ci --omit=dev --no-audit --no-fund")]
    [InlineData("npm-shrinkwrap.json", "{}", "npm ci --include=dev --no-audit --no-fund", "{npm} ci --omit=dev --no-audit --no-fund")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\n",
        "npm exec --yes --package=pnpm@9 -- pnpm install --frozen-lockfile --prod=false --config.package-import-method=copy",
        "{npm} exec --yes --package=pnpm@9 -- pnpm install --frozen-lockfile --prod --config.package-import-method=copy")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '6.0'\n",
        "npm exec --yes --package=pnpm@8 -- pnpm install --frozen-lockfile --prod=false --config.package-import-method=copy",
        "{npm} exec --yes --package=pnpm@8 -- pnpm install --frozen-lockfile --prod --config.package-import-method=copy")]
    [InlineData("yarn.lock", "# yarn lockfile v1\n",
        "npm exec --yes --package=yarn@1 -- yarn install --frozen-lockfile --production=false --non-interactive",
        "{npm} exec --yes --package=yarn@1 -- yarn install --frozen-lockfile --production=true --non-interactive")]
    [InlineData("yarn.lock", "__metadata:\n  version: 8\n",
        "npm exec --yes --package=@yarnpkg/cli-dist@4 -- yarn install --immutable", "{npm} exec --yes --package=@yarnpkg/cli-dist@4 -- yarn install --immutable")]
    [InlineData("yarn.lock", "__metadata:\n  version: 6\n",
        "npm exec --yes --package=@yarnpkg/cli-dist@3 -- yarn install --immutable", "{npm} exec --yes --package=@yarnpkg/cli-dist@3 -- yarn install --immutable")]
    [InlineData("bun.lock", "{}",
        "npm exec --yes --package=bun@1 -- bun install --frozen-lockfile", "{npm} exec --yes --package=bun@1 -- bun install --frozen-lockfile --production")]
    public void Lock_decides_who_installs(string file, string text, string here, string there)
    {
        using var project = new TextProject("package.json", Package, file, text, "server.js", "");

        var recipe = project.Recipe();
        Assert.Equal(here, Shell.Join(recipe.LocalBuild[0].Command));
        Assert.Equal(there, Shell.Join(recipe.HostBuild[0].Command).Replace("'{npm}'", "{npm}"));
        Assert.Contains(file, recipe.HostBuild[0].Cache!.Locks);
    }

    [Fact]
    public void Version_that_package_json_names_is_taken()
    {
        using var project = new TextProject("package.json", Package.Replace("{ \"scripts\"", "{ \"packageManager\": \"pnpm@9.12.3+sha512.abc\", \"scripts\""), "pnpm-lock.yaml", "lockfileVersion: '9.0'\n", "package-lock.json", "{}");

        Assert.Contains("--package=pnpm@9.12.3", project.Recipe().LocalBuild[0].Command);
    }

    [Fact]
    public void Build_script_runs_by_the_same_manager()
    {
        using var project = new TextProject("package.json", Package, "pnpm-lock.yaml", "lockfileVersion: '9.0'\n");

        Assert.Equal("npm exec --yes --package=pnpm@9 -- pnpm run build", Shell.Join(project.Recipe().LocalBuild[1].Command));
        Assert.Equal(["pnpm install", "pnpm build", "pnpm prune"], project.Recipe(environment => environment with { Build = BuildPlace.Host }).HostBuild.Select(command => command.Name));
    }

    [Fact]
    public void Yarn_of_today_makes_node_modules_on_the_host()
    {
        using var project = new TextProject("package.json", Package, "yarn.lock", "__metadata:\n  version: 8\n");

        Assert.Equal("node-modules", project.Recipe().HostBuild[0].Variables["YARN_NODE_LINKER"]);
    }

    [Theory]
    [InlineData(null, "package-lock.json|yarn.lock", "stack.node-several-locks")]
    [InlineData("yarn@4.5.0", "package-lock.json", "stack.node-other-lock")]
    [InlineData("pnpm@9.0.0", "yarn.lock", "stack.node-other-lock")]
    public void Lock_that_would_not_be_used_is_refused(string? manager, string locks, string code)
    {
        using var project = new TextProject(["package.json", manager is null ? Package : Package.Replace("{ \"scripts\"", $"{{ \"packageManager\": \"{manager}\", \"scripts\""),
            .. locks.Split('|').SelectMany(name => new[] { name, "{}" })]);

        Assert.Equal(code, project.Refusal()?.Code);
    }

    [Fact]
    public void Workspace_keeps_no_cache_of_one_folder_for_many()
    {
        using var project = new TextProject(
            "package.json", """{ "workspaces": ["api"], "scripts": { "start": "npm start -w api" } }""", "package-lock.json", "{}",
            "api/package.json", """{ "name": "api", "scripts": { "start": "node main.js" }, "dependencies": { "ms": "^2.0.0" } }""", "api/main.js", "");

        Assert.Equal(["npm install"], project.Recipe().HostBuild.Select(command => command.Name));
        Assert.Null(project.Recipe().HostBuild[0].Cache);
    }

    [Fact]
    public void File_of_pnpms_settings_makes_no_workspace()
    {
        using var project = new TextProject("package.json", Package, "pnpm-lock.yaml", "lockfileVersion: '9.0'\n", "pnpm-workspace.yaml", "onlyBuiltDependencies:\n  - esbuild\n");

        Assert.Contains("pnpm-workspace.yaml", project.Recipe().HostBuild[0].Cache!.Locks);
    }

    [Fact]
    public void Member_of_a_workspace_is_not_deployed_without_the_lock_above_it()
    {
        using var project = new TextProject(
            "package.json", """{ "workspaces": ["api"] }""", "package-lock.json", "{}", ".git/HEAD", "",
            "api/package.json", """{ "name": "api", "scripts": { "start": "node main.js" }, "dependencies": { "ms": "^2.0.0" } }""", "api/main.js", "");
        using var site = new TextProject(
            "package.json", """{ "workspaces": ["web"] }""", "pnpm-lock.yaml", "lockfileVersion: '9.0'\n", ".git/HEAD", "",
            "web/package.json", """{ "name": "web", "scripts": { "build": "vite build" }, "devDependencies": { "vite": "^5.0.0" } }""");

        Assert.Equal("stack.node-workspace-member", Assert.Throws<Slipway.Problems.ProblemException>(() =>
            Slipway.Stacks.StackCatalogue.Recipe(project.Environment with { Folder = Path.Combine(project.Path, "api") })).Problem.Code);
        var built = Slipway.Stacks.StackCatalogue.Recipe(site.Environment with { Folder = Path.Combine(site.Path, "web") });
        Assert.Contains("--frozen-lockfile", built.LocalBuild[0].Command);
    }
}
