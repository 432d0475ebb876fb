using Slipway.Content;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Source;

/// <summary>What a deploy would send of the project's own files; what a build makes is not looked at.</summary>
/// <param name="Files">Tracked files (without git: all) less the excludes, or those of the folder that is the release.</param>
/// <param name="Suspects">Those that should not be sent, with the reason.</param>
/// <param name="DocumentRoot">Folder that the web server serves, relative to the project; null = none, or not known.</param>
/// <param name="RunsScripts">Every script below the document root can be asked for.</param>
public sealed record UploadFacts(IReadOnlyList<SourceFile> Files, IReadOnlyList<(string Path, string Reason)> Suspects, string? DocumentRoot, bool RunsScripts)
{
    public static async Task<UploadFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var (git, files) = (await GitFacts.OfAsync(project, cancel), await SourceFiles.OfAsync(project, cancel));
        var recipe = (await project.FactsAsync(RecipeFacts.ReadAsync, cancel)).Recipe;
        var sent = Sent(project, git, files, recipe);
        // In an image the Dockerfile says what is served.
        var root = project.UsesCompose ? null : recipe?.Serving.DocumentRoot;
        return new UploadFacts(sent, [.. ForbiddenFiles.Among(project.Folder, sent.Select(file => file.Path), root)], root, recipe?.Serving.AnyScript ?? false);
    }

    private static List<SourceFile> Sent(CheckedProject project, GitFacts git, SourceFiles files, StackRecipe? recipe)
    {
        var folder = recipe?.ContentFolder is { } content ? content.TrimEnd('/') + "/" : "";
        var rules = new SourceRules(project.Folder, new SourceOptions { Excludes = recipe?.Excludes ?? project.Environment.Excludes });
        return [.. files.Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) && (file.IsTracked || !git.IsRepository || folder.Length > 0) && !rules.ExcludesListed(file.Path[folder.Length..]))];
    }
}
