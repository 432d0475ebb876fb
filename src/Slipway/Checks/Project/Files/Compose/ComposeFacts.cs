using Slipway.Checks.Project.Stack;
using Slipway.Checks.Project.Files.Docker;
using Slipway.Checks.Project.Files.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>The services that the compose files start in the environment.</summary>
/// <param name="Files">Those that were read, in order.</param>
internal sealed record ComposeFacts(IReadOnlyList<string> Files, IReadOnlyList<ComposeService> Services)
{
    public static async Task<ComposeFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => Of(
        await project.FactsAsync(ProjectFiles.ReadAsync, cancel), await project.FactsAsync(StackEnv.ReadAsync, cancel), project.Environment.Name, project.UsesCompose);

    /// <param name="runsApp">The app runs in these containers. Beside an app that does not, files for a developer's machine are left out.</param>
    /// <exception cref="Problems.ProblemException">A file is no YAML.</exception>
    public static ComposeFacts Of(ProjectFiles files, StackEnv env, string environment, bool runsApp = true)
    {
        var text = new ComposeInterpolation(env);
        var read = files.Files(path => IsCompose(Path.GetFileName(path)) && FilePurpose.IsServed(path, environment))
            .Select(file => new ComposeFile(file, LooseYaml.Read(file))).Where(f => !f.IsForDevelopers && (runsApp || FilePurpose.Names(f.File.Path, environment) || !DeveloperMarks.Has(f, IsOverridden(f.File, files)))).ToList();
        var services = new List<ComposeService>();
        foreach (var folder in read.GroupBy(f => f.File.Folder))
            services.AddRange(Merged([.. folder], environment).Select(layers => ComposeService.Of(layers, text)));
        return new([.. read.Select(f => f.File.Path)], [.. services.Select(service => service with { ImageFile = DockerfileOf(files, service) })]);
    }

    private static bool IsOverridden(TextFile file, ProjectFiles files) =>
        files.Has($"{file.Path[..file.Path.LastIndexOf('.')]}.override{Path.GetExtension(file.Path)}");

    public static bool IsCompose(string name) =>
        (name.StartsWith("compose", StringComparison.OrdinalIgnoreCase) || name.StartsWith("docker-compose", StringComparison.OrdinalIgnoreCase))
        && (name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase));

    // compose.yaml, then the environment's own file over it. One whose services all say what they run needs no other.
    private static IEnumerable<IReadOnlyList<ComposeLayer>> Merged(IReadOnlyList<ComposeFile> files, string environment)
    {
        var own = files.Where(f => FilePurpose.Names(f.File.Name, environment)).ToList();
        var layers = own.Count > 0 && own.All(f => f.IsComplete)
            ? own.Concat(files.Where(f => !f.IsBase && !own.Contains(f)))
            : files.OrderBy(f => f.IsBase ? 0 : own.Contains(f) ? 2 : 1);
        return layers.SelectMany(f => f.Services.Select(entry => new ComposeLayer(f.File, entry))).GroupBy(layer => layer.Entry.Key).Select(same => same.ToList());
    }

    private static Dockerfile? DockerfileOf(ProjectFiles files, ComposeService service)
    {
        if (service.BuildContext is not { } context)
            return null;
        var folder = RelativePath.Join(Path.GetDirectoryName(service.Place.Split(':')[0]) ?? "", context);
        return folder is not null && RelativePath.Join(folder, service.BuildFile ?? "Dockerfile") is { } path && files.File(path) is { } file ? Dockerfile.Of(file) : null;
    }
}
