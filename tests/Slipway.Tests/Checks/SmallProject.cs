using Slipway.Checks;
using Slipway.Project;
using Slipway.Tests.Support;

namespace Slipway.Tests.Checks;

/// <summary>A project of a few files in a folder that is gone after the test.</summary>
internal sealed class SmallProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallProject(params IReadOnlyList<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
            _folder.Write(path, text);
        Environment = new()
        {
            App = "shop",
            Name = "production",
            Folder = _folder.Path,
            Url = new Uri("https://shop.example.com"),
            RunUser = "shop",
            Root = "/srv/shop",
        };
    }

    public string Folder => _folder.Path;

    public AppEnvironment Environment { get; set; }

    public string Stack { get; init; } = "laravel";

    public bool RunTests { get; init; }

    /// <summary>The outcome, then one line for each evidence: where, and what was seen.</summary>
    public async Task<string> JudgeAsync(Check check)
    {
        var verdict = await check.RunAsync(new CheckedProject(Environment, Stack) { UsesCompose = Stack == "compose", RunTests = RunTests }, CancellationToken.None);
        return string.Join('\n', verdict.Evidence.Select(e => e.Where is null ? e.Text : $"{e.Where} {e.Text}").Prepend(verdict.Outcome.ToString().ToLowerInvariant()));
    }

    /// <summary>As <see cref="JudgeAsync(Check)"/>, of a project of these files.</summary>
    public static async Task<string> JudgeAsync(Check check, params IReadOnlyList<(string Path, string Text)> files)
    {
        using var project = new SmallProject(files);
        return await project.JudgeAsync(check);
    }

    public void Dispose() => _folder.Dispose();
}
