using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Apache;
using Slipway.Checks.Project.Files.Nginx;
using Slipway.Project;

namespace Slipway.Checks.Project.Stack.Web;

/// <summary>The web servers' configuration in the project, and what it is judged by.</summary>
/// <param name="PublicFolder">The folder that visitors may see, such as <c>public</c>; null when the project has none.</param>
/// <param name="IsPublicItself">index.php lies in the project's own folder.</param>
/// <param name="Entrances">Folders of the project that have an index.php: one of them may be what visitors see.</param>
internal sealed record WebFacts(NginxFacts Nginx, ApacheFacts Apache, AppEnvironment Environment, string? PublicFolder, bool IsPublicItself, IReadOnlySet<string> Entrances)
{
    private static readonly string[] Public = ["public", "web", "htdocs", "public_html", "www"];

    public bool IsEmpty => Nginx.Roots.Count == 0 && Apache.Roots.Count == 0;

    public static async Task<WebFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var files = await project.FactsAsync(ProjectFiles.ReadAsync, cancel);
        return new(await project.FactsAsync(NginxFacts.ReadAsync, cancel), await project.FactsAsync(ApacheFacts.ReadAsync, cancel), project.Environment,
            Public.FirstOrDefault(folder => files.Has($"{folder}/index.php")), files.Has("index.php"),
            files.Paths.Where(path => path.EndsWith("/index.php", StringComparison.Ordinal) && path.Count(c => c == '/') == 1).Select(path => path[..path.IndexOf('/')]).ToHashSet());
    }
}
