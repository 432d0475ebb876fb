using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Files.Apache;

/// <summary>Apache's configuration in the project, .htaccess files too.</summary>
/// <param name="DocumentRoot">The folder that visitors see, relative; empty = the project itself.</param>
internal sealed partial record ApacheFacts(IReadOnlyList<ApacheDirective> Roots, string DocumentRoot)
{
    private static readonly string[] Public = ["public", "web", "htdocs", "public_html", "www"];

    public static async Task<ApacheFacts> ReadAsync(CheckedProject project, CancellationToken cancel) =>
        Of(await project.FactsAsync(ProjectFiles.ReadAsync, cancel), project.Environment.Name);

    public static ApacheFacts Of(ProjectFiles files, string environment) => new(
        [.. files.Files(path => MayBe(path) && FilePurpose.IsServed(path, environment)).Where(file => file.Name == ".htaccess" || Section().IsMatch(file.Text)).Select(ApacheReader.Read)],
        Public.FirstOrDefault(folder => files.Has($"{folder}/index.php") || files.Has($"{folder}/index.html")) ?? "");

    public IEnumerable<ApacheDirective> All => Roots.SelectMany(root => root.All);

    public IEnumerable<ApacheDirective> Hosts => All.Where(d => d.Name == "virtualhost");

    public ApacheDirective? Htaccess(string folder) => Roots.FirstOrDefault(root => root.Path == (folder.Length == 0 ? ".htaccess" : $"{folder}/.htaccess"));

    private static bool MayBe(string path) =>
        Path.GetFileName(path) is ".htaccess" || path.EndsWith(".conf", StringComparison.Ordinal) || path.EndsWith(".vhost", StringComparison.Ordinal) || path.EndsWith(".conf.j2", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*<(?:VirtualHost|Directory|Location|IfModule)\b", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Section();
}
