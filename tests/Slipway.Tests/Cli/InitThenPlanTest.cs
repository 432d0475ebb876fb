using System.Text;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Content;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.Hosts.Local;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Tests.Stacks;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

/// <summary><c>init</c> writes no file that <c>plan local</c> refuses.</summary>
public class InitThenPlanTest
{
    private static readonly string[] Starts =
    [
        "node server.js", "npm run serve", "next dev", "vite", "vite preview", "nodemon server.js", "node a.js && node server.js", "node server.js | tee log", "pm2 start server.js",
        "turbo run start", "npm start -w web", "serve -s build", "ng serve", "gulp", "",
    ];

    private static readonly string[] Packages = ["express", "next", "nuxt", "@sveltejs/kit", "astro", "@react-router/dev", "vite", "react-scripts", "ms"];

    public static TheoryData<string> Fixtures =>
        [.. Directory.EnumerateDirectories(Path.GetDirectoryName(Fixture.Environment("empty").Folder)!).Select(path => Path.GetFileName(path)).Where(name => name.Length > 0)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Fixture_is_planned_or_gets_no_file(string fixture)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Fixture.Environment(fixture).Folder, "*", SearchOption.AllDirectories))
            folder.Write(Path.GetRelativePath(Fixture.Environment(fixture).Folder, file), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        await CheckAsync(folder);
    }

    [Fact]
    public async Task Every_start_with_every_package_is_planned_or_gets_no_file()
    {
        var planned = 0;
        foreach (var start in Starts)
            foreach (var package in Packages)
                foreach (var build in (string[])["", ", \"build\": \"some build\""])
                {
                    using var folder = new TemporaryFolder();
                    folder.Write("package.json", $$"""{ "scripts": { "start": "{{start}}", "serve": "node server.js"{{build}} }, "dependencies": { "{{package}}": "^3.0.0" } }""");
                    folder.Write("server.js", "");
                    planned += await CheckAsync(folder) ? 1 : 0;
                }

        Assert.InRange(planned, 40, Starts.Length * Packages.Length * 2);
    }

    [Fact]
    public async Task Folder_with_a_long_path_is_planned()
    {
        using var folder = new TemporaryFolder();
        var deep = Path.Combine(folder.Path, new string('ü', 60), new string('b', 60));
        folder.Write(Path.Combine(deep, "package.json"), """{ "scripts": { "start": "node server.js" } }""");
        folder.Write(Path.Combine(deep, "server.js"), "");

        Assert.True(await CheckAsync(folder, deep));
    }

    [Fact]
    public async Task Two_projects_have_two_folders_for_their_sockets_that_nobody_else_enters()
    {
        using var folder = new TemporaryFolder();
        var sites = new[] { "one", "two" }.Select(name => LocalSite.Of(Directory.CreateDirectory(Path.Combine(folder.Path, new string('a', 100), name)).FullName)).ToList();
        foreach (var site in sites)
            site.CreateFolders();
        await Task.CompletedTask;

        Assert.NotEqual(sites[0].Run, sites[1].Run);
        Assert.All(sites, site => Assert.InRange(Encoding.UTF8.GetByteCount(site.Paths.CurrentEntrance), 1, 80));
        Assert.All(sites, site => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(site.Run)));
        sites.ForEach(site => Directory.Delete(site.Run));
    }

    /// <returns>True when it was planned.</returns>
    private static async Task<bool> CheckAsync(TemporaryFolder folder, string? at = null)
    {
        var path = at ?? folder.Path;
        using var output = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = output, In = TextReader.Null, Folder = path };
        var exit = await new CommandRunner(terminal, CommandActions.Product).RunAsync(["init"]);
        if (exit != 0)
        {
            Assert.False(File.Exists(Path.Combine(path, "slipway.yaml")), output.ToString());
            return false;
        }

        Assert.Empty(Problems(ProjectFileReader.Read(Path.Combine(path, "slipway.yaml")).Environment("local")));
        return true;
    }

    // An env that is missing is what prepare makes.
    private static IEnumerable<string> Problems(AppEnvironment environment)
    {
        var recipe = StackCatalogue.Recipe(environment);
        var bytes = Encoding.UTF8.GetBytes("built");
        var source = new ReleaseSource
        {
            Environment = environment, Recipe = recipe, Manifest = Manifest.Create([ManifestEntry.File("index.html", bytes.Length, Digest.Of(bytes))]), Open = _ => throw new NotSupportedException(),
        };
        var state = new HostState { FreeBytes = long.MaxValue, FreeInodes = long.MaxValue, Programs = recipe.Requires.ToDictionary(r => r.Placeholder ?? r.Name, r => r.AnyOf[0]) };
        HostTarget[] targets = [new("local", HostTarget.AllRoles, LocalSite.Of(environment.Folder).Layout(environment.App, environment.Name), state)];
        var plan = DeployPlanner.Plan(source, targets, new Slipway.Deployments.Planning.PlanOptions { Who = "me@laptop" });
        return Preflight.Judge(source, targets, plan, createUsers: true).Where(problem => problem.Code != "preflight.env-missing").Select(problem => $"{problem.Code}: {problem.Detail}");
    }
}
