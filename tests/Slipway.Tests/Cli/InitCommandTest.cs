using System.Text.Json.Nodes;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class InitCommandTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-init-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Init_writes_a_file_that_can_be_read_and_shows_why()
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), "<p>");
        var (exit, lines) = await RunAsync("init", "--json");
        Assert.Equal(0, exit);
        var file = ProjectFileReader.Read(Path.Combine(_folder, "slipway.yaml"));
        Assert.Equal("static", file.Stack);
        var data = JsonNode.Parse(lines[^1])!["data"]!;
        Assert.Equal("""{"stack":"static","evidence":["index.html exists"],"gitignore":true}""", new JsonObject
        {
            ["stack"] = data["stack"]!.DeepClone(), ["evidence"] = data["evidence"]!.DeepClone(), ["gitignore"] = data["gitignore"]!.DeepClone(),
        }.ToJsonString());
        Assert.True(File.Exists(Path.Combine(_folder, ".slipway", "slipway.schema.json")));
    }

    [Fact]
    public async Task Init_replaces_nothing_without_force()
    {
        var path = Path.Combine(_folder, "slipway.yaml");
        File.WriteAllText(path, "mine");
        File.WriteAllText(Path.Combine(_folder, "index.html"), "<p>");
        Assert.Equal(4, (await RunAsync("init")).Exit);
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(0, (await RunAsync("init", "--force")).Exit);
        Assert.NotEqual("mine", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_folder_that_looks_like_nothing_gets_no_file()
    {
        Assert.NotEqual(0, (await RunAsync("init")).Exit);
        Assert.False(File.Exists(Path.Combine(_folder, "slipway.yaml")));
    }

    [Fact]
    public async Task Apps_in_folders_below_are_named_and_one_is_chosen_with_in()
    {
        Write("backend/manage.py", "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"site1.settings\")\nimport django");
        Write("backend/site1/settings.py", "");
        Write("backend/site1/wsgi.py", "");
        Write("frontend/package.json", """{ "scripts": { "build": "vite build" }, "devDependencies": { "vite": "^5" } }""");
        var (exit, _) = await RunAsync("init");
        Assert.Equal(4, exit);
        Assert.Contains("backend: django (manage.py imports django)\nfrontend: static (package.json builds a site with vite)", Errors.ReplaceLineEndings("\n").Replace("  ", ""));
        Assert.Contains("slipway init --in backend, slipway init --in frontend", Errors);

        Assert.Equal(0, (await RunAsync("init", "--in", "backend")).Exit);
        Assert.Equal("django", ProjectFileReader.Read(Path.Combine(_folder, "backend", "slipway.yaml")).Stack);
        Assert.Equal("backend", ProjectFileReader.Read(Path.Combine(_folder, "backend", "slipway.yaml")).App);
        Assert.False(File.Exists(Path.Combine(_folder, "slipway.yaml")));
    }

    [Fact]
    public async Task What_plan_refuses_is_refused_here_and_no_file_is_written()
    {
        Write("package.json", """{ "scripts": { "start": "nodemon server.js" }, "dependencies": { "express": "^4" } }""");
        Assert.NotEqual(0, (await RunAsync("init")).Exit);
        Assert.Contains("stack.node-development-start", Errors);
        Assert.False(File.Exists(Path.Combine(_folder, "slipway.yaml")));
    }

    [Fact]
    public async Task Several_web_projects_are_named()
    {
        foreach (var name in (string[])["src/Api/Api", "src/Web/Web", "test/Api.Tests/Api.Tests", "samples/Sample/Sample", "fuzz/Fuzz/Fuzz"])
            Write(name + ".csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        Assert.NotEqual(0, (await RunAsync("init")).Exit);
        Assert.Contains("slipway init --in src/Api, slipway init --in src/Web", Errors);
        Assert.DoesNotContain("Fuzz", Errors);
        Assert.Equal(0, (await RunAsync("init", "--in", "src/Api")).Exit);
    }

    [Fact]
    public async Task Folder_that_is_no_app_says_why()
    {
        Write("package.json", """{ "name": "tools", "scripts": { "lint": "eslint ." } }""");
        Assert.NotEqual(0, (await RunAsync("init")).Exit);
        Assert.Contains("package.json has no start script, no server among its dependencies and no build of a site", Errors);
    }

    private string Errors { get; set; } = "";

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<(int Exit, string[] Lines)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = TextReader.Null, Folder = _folder };
        var exit = await new CommandRunner(terminal, CommandActions.Product).RunAsync(args);
        Errors = error.ToString() + output;
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
