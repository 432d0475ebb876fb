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

    private async Task<(int Exit, string[] Lines)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = TextReader.Null, Folder = _folder };
        var exit = await new CommandRunner(terminal).RunAsync(args);
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
