using System.Text.RegularExpressions;
using Slipway.Text;

namespace Slipway.Checks.Project.Files.Nginx;

/// <summary>The nginx configuration in the project, includes followed inside it.</summary>
/// <param name="Roots">One for each file.</param>
internal sealed partial record NginxFacts(IReadOnlyList<NginxDirective> Roots)
{
    private const int MaxIncludes = 4;

    // Files of the distribution that hold none of what is judged here.
    private static readonly string[] Harmless = ["mime.types", "fastcgi_params", "fastcgi.conf", "fastcgi-php.conf", "proxy_params", "uwsgi_params", "scgi_params", "modules-enabled"];

    public static async Task<NginxFacts> ReadAsync(CheckedProject project, CancellationToken cancel) =>
        Of(await project.FactsAsync(ProjectFiles.ReadAsync, cancel), project.Environment.Name);

    public static NginxFacts Of(ProjectFiles files, string environment) => new(
        [.. files.Files(path => MayBe(path) && FilePurpose.IsServed(path, environment)).Where(Is).Select(NginxReader.Read)]);

    public IEnumerable<NginxDirective> Servers => Roots.SelectMany(root => root.All).Where(d => d.Name == "server" && d.Children.Count > 0 && d.Parent is { Name: "" or "http" });

    /// <summary>All directives, each once.</summary>
    public IEnumerable<NginxDirective> All => Roots.SelectMany(root => root.All);

    /// <summary>What stands in a block, with what its includes bring.</summary>
    public IEnumerable<NginxDirective> In(NginxDirective block, int depth = 0)
    {
        foreach (var child in block.Children)
        {
            yield return child;
            if (child.Name != "include" || depth >= MaxIncludes)
                continue;
            foreach (var root in Included(child))
                foreach (var inner in In(root, depth + 1))
                    yield return inner;
        }
    }

    /// <summary>Locations of a server, nested and included ones too.</summary>
    public IEnumerable<NginxDirective> Locations(NginxDirective block, int depth = 0) =>
        depth > MaxIncludes ? [] : In(block).Where(d => d.Name == "location").SelectMany(location => Locations(location, depth + 1).Prepend(location));

    /// <summary>It includes something that is not in the project, so it may hold anything.</summary>
    public bool IncludesUnknown(NginxDirective block) => In(block).Any(d => d.Name == "include" && d.Arguments.Count > 0
        && !Harmless.Any(name => d.Arguments[0].EndsWith(name, StringComparison.Ordinal)) && !Included(d).Any());

    /// <summary>Directives of the http level, wherever it is written.</summary>
    public IEnumerable<NginxDirective> Http => Roots.SelectMany(root => In(root).Concat(root.Children.Where(d => d.Name == "http").SelectMany(http => In(http))));

    private IEnumerable<NginxDirective> Included(NginxDirective include)
    {
        if (include.Arguments.Count == 0)
            return [];
        var parts = include.Arguments[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var rules = new IgnoreRules([parts.Length > 1 && parts[^1].Contains('*') ? $"**/{parts[^2]}/{parts[^1]}" : parts.LastOrDefault() ?? ""]);
        return Roots.Where(root => root.Path != include.Path && rules.IsIgnored(root.Path, isFolder: false));
    }

    private static bool MayBe(string path) => Path.GetFileName(path) is var name && (name.EndsWith(".conf", StringComparison.Ordinal) || name.EndsWith(".conf.template", StringComparison.Ordinal)
        || name.EndsWith(".nginx", StringComparison.Ordinal) || name.EndsWith(".vhost", StringComparison.Ordinal) || name.EndsWith(".conf.j2", StringComparison.Ordinal)
        || (!name.Contains(".php", StringComparison.Ordinal) && path.Split('/').SkipLast(1).Any(part => part is "nginx" or "sites-available" or "sites-enabled" or "snippets")));

    private static bool Is(TextFile file) => Block().IsMatch(file.Text) || (file.Path.Contains("nginx", StringComparison.Ordinal) && Directive().IsMatch(file.Text) && !file.Text.Contains("<VirtualHost", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:server|http|events|(?:upstream|location|map)\b[^;\n]*)\s*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*(?:add_header|ssl_\w+|proxy_\w+|limit_\w+|include|gzip\w*|client_\w+|fastcgi_\w+)\s[^;{}]*;", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
