using Slipway.Content;
using Slipway.Deployments.Planning;
using Slipway.EnvFiles;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Secrets;
using Slipway.Stacks;

namespace Slipway.Deployments.Coordination;

/// <summary>Builds on this machine and reads what is to be sent.</summary>
public sealed class SourceReader(AppEnvironment environment, Action<DeploymentEvent> emit, TimeProvider time)
{
    private const string BuildStepId = "build-local";

    /// <summary>The env's text when it does not lie in a file; the file, if there is one, counts instead.</summary>
    public Secret? Env { get; init; }

    /// <param name="reference">A git ref; null = the working tree.</param>
    public async Task<ReleaseSource> ReadAsync(string? reference, CancellationToken cancel)
    {
        var export = reference is null ? null : await ExportAsync(reference, cancel);
        var folder = export?.Folder ?? environment.Folder;
        await new LocalHooks(environment, emit, time).BeforeSourceAsync(folder, cancel);
        var recipe = StackCatalogue.Recipe(environment with { Folder = folder });
        await BuildAsync(recipe, folder, cancel);
        var options = new SourceOptions
        {
            Include = recipe.ContentFolder is null ? recipe.Include : [], // a content folder is taken whole
            Excludes = recipe.Excludes,
            OutsideLinks = recipe.Shared.ToHashSet(),
        };
        var identity = export?.Identity ?? await SourceTree.IdentityAsync(folder, cancel);
        var tree = recipe.ContentFolder is { } content ? SourceTree.OfFolder(Path.Combine(folder, content), options, identity)
            : export is not null ? SourceTree.OfExport(export, options)
            : await SourceTree.OfProjectAsync(folder, options, cancel);
        var built = ManifestBuilder.Build(tree, ManifestBuilder.IndexFile(environment.Folder, tree.Folder), time, cancel);
        var env = ReadEnv(recipe.EnvDialect);
        return new ReleaseSource
        {
            Environment = environment with { Folder = environment.Folder },
            Recipe = recipe,
            Manifest = built.Manifest,
            Open = built.Open,
            Identity = identity,
            Env = env?.Text,
            EnvEntries = env?.File.Entries ?? [],
        };
    }

    /// <summary>Nothing that the local target makes may end up in git or in the content.</summary>
    private async Task<GitExport> ExportAsync(string reference, CancellationToken cancel)
    {
        var folder = Path.Combine(environment.Folder, ".slipway", "export");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return await GitExport.RunAsync(environment.Folder, reference, folder, cancel);
    }

    private (Secret Text, EnvFile File)? ReadEnv(EnvDialect dialect)
    {
        var path = Path.Combine(environment.Folder, ".env." + environment.Name);
        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
            return Env is { } given ? (given, EnvFile.Parse(System.Text.Encoding.UTF8.GetBytes(given.Reveal()), path + ".encrypted", dialect)) : null;
        var bytes = EnvFile.ReadBytes(path);
        var file = EnvFile.Parse(bytes, path, dialect);
        return (new Secret(EnvFile.Decode(bytes, path).TrimStart('\uFEFF')), file);
    }

    private async Task BuildAsync(StackRecipe recipe, string folder, CancellationToken cancel)
    {
        if (environment.Build == BuildPlace.Host || recipe.LocalBuild.Count == 0)
            return;
        var title = string.Join(", ", recipe.LocalBuild.Select(b => b.Name));
        var started = time.GetTimestamp();
        emit(new StepEvent(BuildStepId, null, title, StepState.Started));
        foreach (var command in recipe.LocalBuild)
            await RunAsync(command, folder, title, cancel);
        BuildOutput.Check(recipe, environment, folder);
        emit(new StepEvent(BuildStepId, null, title, StepState.Done, (long)time.GetElapsedTime(started).TotalMilliseconds));
    }

    private async Task RunAsync(RecipeCommand command, string folder, string title, CancellationToken cancel)
    {
        var result = await Command.RunAsync(
            new CommandLine(command.Command[0], [.. command.Command.Skip(1)])
            {
                Folder = folder,
                Deadline = command.Deadline,
                Variables = command.Variables.ToDictionary(v => v.Key, v => (string?)v.Value),
                OnLine = (isError, line) =>
                {
                    emit(new LogEvent(null, command.Name, line, isError ? LogStream.Err : LogStream.Out));
                    return default;
                },
            },
            cancel);
        if (result.Succeeded)
            return;
        emit(new StepEvent(BuildStepId, null, title, StepState.Failed));
        throw new ProblemException(PlanProblems.BuildFailed(command, result));
    }
}
