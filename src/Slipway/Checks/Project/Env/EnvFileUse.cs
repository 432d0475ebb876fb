using System.Text.RegularExpressions;
using Slipway.Checks.Project.Source;
using Slipway.Content;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Env;

/// <summary>Which env files the code names, and which are sent.</summary>
/// <param name="Named">Files other than .env that the code reads, with the place.</param>
/// <param name="Sent">Plain env files that are part of the release.</param>
internal sealed partial record EnvFileUse(IReadOnlyList<(string Name, string Where)> Named, IReadOnlyList<string> Sent)
{
    private static readonly string[] Readers = ["bootstrap/app.php", "manage.py", "config/wsgi.py", "wsgi.py", "server.js", "index.js", "app.js"];

    public static async Task<EnvFileUse> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var files = await SourceFiles.OfAsync(project, cancel);
        var folder = new ProjectFolder(project.Folder);
        var named = files.Files.Where(f => Readers.Contains(f.Path) || (f.Path.EndsWith(".py", StringComparison.Ordinal) && f.Path.Contains("settings", StringComparison.Ordinal)))
            .SelectMany(f => folder.Text(f.Path) is { } text ? Call().Matches(text).Select(m => (m.Groups["name"].Value, $"{f.Path}:{text.AsSpan(0, m.Index).Count('\n') + 1}")) : []);
        return new([.. named.Where(n => !n.Value.EndsWith(".example", StringComparison.Ordinal)).Select(n => (n.Value, n.Item2))], SentFiles(project, (await project.FactsAsync(RecipeFacts.ReadAsync, cancel)).Recipe, files));
    }

    private static List<string> SentFiles(CheckedProject project, StackRecipe? recipe, SourceFiles files)
    {
        if (recipe is null && project.Stack != "compose")
            return []; // nothing can be sent
        var rules = new SourceRules(project.Folder, new SourceOptions { Excludes = recipe?.Excludes ?? project.Environment.Excludes });
        return [.. files.Files.Where(f => SourceName.IsPlainEnv(f.Path) && !f.IsTracked && !rules.ExcludesListed(f.Path)).Select(f => f.Path)
            .Concat(project.Environment.Include.Where(path => SourceName.IsPlainEnv(path) && !rules.ExcludesIncluded(path, isFolder: false))).Distinct()];
    }

    [GeneratedRegex("""(?:loadEnvironmentFrom|read_env|load_dotenv|dotenv\.config|config)\s*\([^)\n]{0,120}?["'](?<name>\.env\.[A-Za-z0-9_.-]+)["']""")]
    private static partial Regex Call();
}
