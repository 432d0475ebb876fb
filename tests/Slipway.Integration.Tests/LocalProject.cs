using System.Text.Json;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>A project in a temp folder that the real client deploys to this machine.</summary>
internal sealed class LocalProject : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-local-deploy-").FullName;

    public LocalProject(params (string File, string Text)[] files)
    {
        foreach (var (file, text) in files)
            Write(file, text);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Runs a command, which must succeed.</summary>
    /// <returns>The last line of its <c>--json</c>.</returns>
    public async Task<JsonElement> RunAsync(params string[] words)
    {
        var run = await Command.RunAsync(new CommandLine(Repository.Client, [.. words, "--json"]) { Folder = _folder, Deadline = TimeSpan.FromMinutes(2) }, Cancel);
        var last = run.Output.TrimEnd().Split('\n')[^1];
        Assert.True(run.Exit == 0, $"{string.Join(' ', words)}: exit {run.Exit}: {last}\n{run.Errors}");
        return JsonDocument.Parse(last).RootElement;
    }

    public Task<JsonElement> DeployAsync() => RunAsync("deploy", "local", "--yes");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("local", "stop");
        Directory.Delete(_folder, recursive: true);
    }
}
