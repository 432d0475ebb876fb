using System.Text.Json;

namespace Slipway.Stacks.Node;

/// <summary>What package.json says about building and starting.</summary>
/// <param name="Scripts">Name → command line.</param>
/// <param name="Dependencies">Names needed at run time.</param>
/// <param name="DevDependencies">Names needed for the build.</param>
/// <param name="Main">The main file, when it exists.</param>
internal sealed record PackageJson(
    IReadOnlyDictionary<string, string> Scripts, IReadOnlySet<string> Dependencies, IReadOnlySet<string> DevDependencies, string? Main)
{
    // Builder → where it puts the site.
    private static readonly (string Package, string Folder)[] SiteBuilders =
    [
        ("astro", "dist"), ("@11ty/eleventy", "_site"), ("vitepress", "docs/.vitepress/dist"), ("gatsby", "public"), ("react-scripts", "build"),
        ("@vue/cli-service", "dist"), ("@docusaurus/core", "build"), ("parcel", "dist"), ("vite", "dist"), ("webpack", "dist"), ("esbuild", "dist"),
    ];

    public bool HasBuild => Scripts.ContainsKey("build");

    /// <summary>The site generator that the build script needs; null when there is none.</summary>
    public string? BuildsSite => HasBuild ? SiteBuilders.Select(builder => builder.Package).FirstOrDefault(Has) : null;

    /// <summary>True when the builder makes one page that finds its own way by the path.</summary>
    public bool BuildsSinglePage => BuildsSite is "vite" or "react-scripts" or "@vue/cli-service" or "parcel" or "webpack";

    /// <summary>Where the built site lies, relative to the project.</summary>
    public string SiteFolder
    {
        get
        {
            if (Scripts.TryGetValue("build", out var script) && OutputOption(script) is { } said)
                return said;
            return BuildsSite is { } builder ? SiteBuilders.First(known => known.Package == builder).Folder : "dist";
        }
    }

    public bool Has(string package) => Dependencies.Contains(package) || DevDependencies.Contains(package);

    /// <summary>A full install, build tools included, then the build script. The install is by lock file when there is one.</summary>
    public IReadOnlyList<RecipeCommand> LocalBuild(ProjectFolder folder) => Has(folder, out var install)
        ? [new RecipeCommand("npm install", install), new RecipeCommand("npm build", ["npm", "run", "build"], "npm install")]
        : [new RecipeCommand("npm build", ["npm", "run", "build"])];

    public static PackageJson? Read(ProjectFolder folder)
    {
        if (folder.Json("package.json") is not { } json)
            return null;
        var main = json.TryGetProperty("main", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new PackageJson(
            Texts(json, "scripts"), Texts(json, "dependencies").Keys.ToHashSet(), Texts(json, "devDependencies").Keys.ToHashSet(),
            main is not null && folder.HasFile(main) ? main : null);
    }

    private bool Has(ProjectFolder folder, out IReadOnlyList<string> install)
    {
        var locked = folder.HasFile("package-lock.json") || folder.HasFile("npm-shrinkwrap.json");
        install = ["npm", locked ? "ci" : "install", "--include=dev", "--no-audit", "--no-fund"];
        return Dependencies.Count + DevDependencies.Count > 0;
    }

    private static string? OutputOption(string script)
    {
        var words = script.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var parts = words[i].Split('=', 2);
            if (parts[0] is not ("--outDir" or "--output" or "--out-dir" or "--outdir" or "--dist-dir"))
                continue;
            return (parts.Length == 2 ? parts[1] : words.ElementAtOrDefault(i + 1))?.Trim('"', '\'').TrimEnd('/');
        }

        return null;
    }

    private static Dictionary<string, string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).GroupBy(p => p.Name).ToDictionary(p => p.Key, p => p.Last().Value.GetString()!)
            : [];
}
