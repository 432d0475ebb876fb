using System.Text.Json;

namespace Slipway.Stacks.Node;

/// <summary>What a package.json says about building and starting.</summary>
/// <param name="Folder">Where it lies, relative to the project; empty = the project's own.</param>
/// <param name="Scripts">Name → command line.</param>
/// <param name="Dependencies">Packages needed at run time, with the range of versions.</param>
/// <param name="DevDependencies">Packages needed for the build.</param>
/// <param name="Main">The main file as written, or null.</param>
internal sealed record PackageJson(
    string Folder, IReadOnlyDictionary<string, string> Scripts, IReadOnlyDictionary<string, string> Dependencies,
    IReadOnlyDictionary<string, string> DevDependencies, string? Main)
{
    public string? Name { get; init; }

    /// <summary>"pnpm@9.12.0", as the field packageManager says.</summary>
    public string? PackageManager { get; init; }

    /// <summary>It is the root of a workspace of npm, yarn or bun.</summary>
    public bool HasWorkspaces { get; init; }

    public bool HasBuild => Scripts.ContainsKey("build");

    public bool NeedsInstall => Dependencies.Count + DevDependencies.Count > 0 || HasWorkspaces;

    public bool Has(string package) => Dependencies.ContainsKey(package) || DevDependencies.ContainsKey(package);

    /// <returns>True when the range begins with this major version: "^2.0.0" is of 2.</returns>
    public bool HasMajor(string package, int major) =>
        (Dependencies.GetValueOrDefault(package) ?? DevDependencies.GetValueOrDefault(package))?.TrimStart('^', '~', '=', 'v', ' ').Split('.')[0] == $"{major}";

    /// <param name="folder">The project.</param>
    /// <param name="place">Folder in it, relative; empty = the project's own.</param>
    public static PackageJson? Read(ProjectFolder folder, string place = "")
    {
        if (folder.Json(Path.Combine(place, "package.json")) is not { } json)
            return null;
        return new PackageJson(place, Texts(json, "scripts"), Texts(json, "dependencies"), Texts(json, "devDependencies"), Text(json, "main"))
        {
            Name = Text(json, "name"),
            PackageManager = Text(json, "packageManager"),
            HasWorkspaces = json.TryGetProperty("workspaces", out _),
        };
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).GroupBy(p => p.Name).ToDictionary(p => p.Key, p => p.Last().Value.GetString()!)
            : [];
}
