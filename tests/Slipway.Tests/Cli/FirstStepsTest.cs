using System.Text.Json;
using Slipway.Cli;
using Slipway.Tests.Content;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

/// <summary>What init and prepare write is not what validate then scolds a person for.</summary>
public sealed class FirstStepsTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Projects => [.. new[] { "aspnet", "django", "laravel", "node", "php" }.Select(name => $"samples/{name}"),
        .. new[] { "django", "laravel", "node-express", "php", "static" }.Select(name => $"tests/Slipway.Tests/Stacks/fixtures/{name}")];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Validate_does_not_scold_for_what_init_and_prepare_wrote(string project)
    {
        FolderCopy(Golden.RepositoryPath(project));
        Git.Run(_folder.Path, "init", "-q");
        Assert.Equal(0, (await RunAsync("init", "--force")).Exit);
        var prepared = (await RunAsync("prepare", "production")).Result;
        Git.Run(_folder.Path, "add", "--all");
        Git.Run(_folder.Path, "commit", "-q", "-m", "first");

        var findings = (await RunAsync("validate", "production", "--offline")).Result.GetProperty("findings").EnumerateArray()
            .Where(f => f.GetProperty("outcome").GetString() is "fail" or "warn").ToList();
        var written = Written(prepared);
        var scolded = findings.SelectMany(f => f.GetProperty("evidence").EnumerateArray(), (f, e) => (Id: f.GetProperty("id").GetString(), File: Text(e, "where").Split(':')[0], Subject: Text(e, "subject")))
            .Where(seen => seen.File is ".gitignore" or "slipway.yaml" || (seen.File == ".env.production" && written.Contains(seen.Subject)));
        Assert.Empty(scolded.Select(seen => $"{seen.Id}: {seen.File} {seen.Subject}"));
        Assert.DoesNotContain(findings, f => f.GetProperty("id").GetString() is "env.file_mode" or "sec.env_tracked");
    }

    /// <summary>Keys that prepare made a value for; those that it asks a person to fill in are not among them.</summary>
    private static HashSet<string> Written(JsonElement prepared) => prepared.TryGetProperty("data", out var data)
        ? [.. new[] { "added", "generated", "filled" }.SelectMany(kind => data.GetProperty(kind).EnumerateArray()).Select(k => k.GetString()!)
            .Except(data.GetProperty("open").EnumerateArray().Select(o => o.GetProperty("key").GetString()!))]
        : [];

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private void FolderCopy(string from)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "vendor" or ".slipway" or "__pycache__") || relative == "slipway.yaml")
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, relative))!);
            File.Copy(file, Path.Combine(_folder.Path, relative));
        }
    }

    private async Task<(int Exit, JsonElement Result)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = TextReader.Null, Folder = _folder.Path };
        var exit = await new CommandRunner(terminal).RunAsync([.. args, "--json"]);
        return (exit, JsonDocument.Parse(output.ToString().TrimEnd().Split('\n')[^1]).RootElement);
    }
}
