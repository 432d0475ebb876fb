using Slipway.Checks.Project.Stack;
using Slipway.Checks.Project.Files.Docker;
using Slipway.Project;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>All commands that the project's scripts run.</summary>
/// <param name="CacheStore">Where the framework's cache lies, as the env file says; null when it doesn't say.</param>
internal sealed record ScriptFacts(IReadOnlyList<ShellScript> Scripts, string? CacheStore)
{
    private const int MaxScripts = 2000;

    public static async Task<ScriptFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => Of(
        await project.FactsAsync(ProjectFiles.ReadAsync, cancel), await project.FactsAsync(DockerFacts.ReadAsync, cancel), await project.FactsAsync(StackEnv.ReadAsync, cancel)).With(project.Environment.Hooks.Where(hook => !hook.Local), await project.FactsAsync(ProjectFiles.ReadAsync, cancel));

    private ScriptFacts With(IEnumerable<Hook> hooks, ProjectFiles files)
    {
        var file = files.File("slipway.yaml");
        return this with { Scripts = [.. Scripts, .. hooks.Select(hook => new ShellScript("slipway.yaml", "deploy hook", ScriptKind.File, Slipway.Text.Shell.Join(hook.Command),
            _ => file?.Where(Math.Max(0, file.Text.IndexOf(string.Join(' ', hook.Command), StringComparison.Ordinal))) ?? "slipway.yaml"))] };
    }

    public static ScriptFacts Of(ProjectFiles files, DockerFacts docker, StackEnv env) => new(
        [.. OfFiles(files).Concat(docker.Files.SelectMany(OfImage)).Take(MaxScripts)], env.Text("CACHE_STORE") ?? env.Text("CACHE_DRIVER"));

    private static IEnumerable<ShellScript> OfFiles(ProjectFiles files) => files.Paths.Where(IsOurs).SelectMany(path => Path.GetFileName(path) switch
    {
        "composer.json" => JsonScripts.Read(files.File(path), ScriptKind.Composer),
        "package.json" => JsonScripts.Read(files.File(path), ScriptKind.Package),
        "Makefile" or "makefile" or "GNUmakefile" => MakeTargets.Read(files.File(path)),
        var name when CronReader.IsCron(path) => CronReader.Read(files.File(path)).Select(line => line.Script),
        var name when IsCi(path) => CiJobs.Read(files.File(path)),
        var name when MayBeShell(name) => OfFile(files.File(path)),
        _ => [],
    });

    private static IEnumerable<ShellScript> OfFile(TextFile? file)
    {
        if (file is not null && (file.Name.EndsWith(".sh", StringComparison.Ordinal) || file.Name.EndsWith(".bash", StringComparison.Ordinal) || IsShell(file.Text)))
            yield return new(file.Path, file.Path, ScriptKind.File, file.Text, file.Where);
    }

    private static IEnumerable<ShellScript> OfImage(Dockerfile file) => file.Stages.SelectMany(stage => stage.All("RUN")).Select(run => new ShellScript(
        file.File.Path, file.File.Path, ScriptKind.Image, run.Body.Count > 0 ? string.Join('\n', run.Body.Select(b => b.Text)) : run.Text, _ => file.Where(run)));

    private static bool IsOurs(string path) =>
        !path.Split('/').Any(part => part is "tests" or "test" or "fixtures" or "examples" or "docs" or ".husky" or "hooks.d" or "storage") && !path.EndsWith(".example", StringComparison.Ordinal);

    private static bool MayBeShell(string name) => name.EndsWith(".sh", StringComparison.Ordinal) || name.EndsWith(".bash", StringComparison.Ordinal) || !name.Contains('.');

    private static bool IsShell(string text) => text.StartsWith("#!", StringComparison.Ordinal) && text.Split('\n', 2)[0] is var first
        && (first.EndsWith("sh", StringComparison.Ordinal) || first.Contains("sh -", StringComparison.Ordinal));

    private static bool IsCi(string path) =>
        (path.StartsWith(".github/workflows/", StringComparison.Ordinal) || path is ".gitlab-ci.yml" or "bitbucket-pipelines.yml" or ".circleci/config.yml" or "azure-pipelines.yml")
        && (path.EndsWith(".yml", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal));
}
