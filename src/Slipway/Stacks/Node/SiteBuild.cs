using System.Text.RegularExpressions;

namespace Slipway.Stacks.Node;

/// <summary>A site of files that a build script makes.</summary>
/// <param name="Builder">The package that makes it.</param>
/// <param name="Folder">Where it lies after the build, relative to the project.</param>
/// <param name="FrontController">The page that finds its own way by the path; null when each path has a page.</param>
internal sealed partial record SiteBuild(string Builder, string Folder, string? FrontController = null)
{
    // Builder → where it puts the site.
    private static readonly (string Package, string Folder, bool SinglePage)[] Builders =
    [
        ("@11ty/eleventy", "_site", false), ("vitepress", "docs/.vitepress/dist", false), ("gatsby", "public", false), ("react-scripts", "build", true),
        ("@vue/cli-service", "dist", true), ("@docusaurus/core", "build", false), ("@angular/cli", "dist", true), ("@angular/build", "dist", true), ("parcel", "dist", true),
        ("vite", "dist", true), ("webpack", "dist", true), ("esbuild", "dist", false), ("rollup", "dist", false),
    ];

    /// <returns>Null when the package has no build script, or one that makes no site.</returns>
    public static SiteBuild? Find(PackageJson package, ProjectFolder folder)
    {
        if (!package.HasBuild)
            return null;
        if (Frameworks.Find(package, folder)?.Site is { } framework)
            return framework;
        var member = Delegated(package, folder);
        var at = member ?? package;
        var builder = Builders.FirstOrDefault(known => at.Has(known.Package));
        if (builder.Package is null)
            builder = Builders.FirstOrDefault(known => package.Has(known.Package));
        return builder.Package is null ? null : new SiteBuild(builder.Package, Path.Combine(at.Folder, Output(at, folder) ?? builder.Folder), builder.SinglePage ? "index.html" : null);
    }

    /// <summary>The package of the workspace that the build script hands over to.</summary>
    private static PackageJson? Delegated(PackageJson package, ProjectFolder folder) =>
        ScriptText.Split(package.Scripts["build"]) is { } parts
            ? parts.Select(part => ScriptCall.Read(part.Words, package, folder)?.Package).LastOrDefault(found => found is { Folder.Length: > 0 }) : null;

    /// <summary>A folder that the build script or the builder's configuration names.</summary>
    private static string? Output(PackageJson package, ProjectFolder folder)
    {
        if (package.Scripts.TryGetValue("build", out var script) && OutputOption(script) is { } said)
            return said;
        if (AngularOutput.Read(folder, package.Folder) is { } angular)
            return angular.Site;
        var config = Configuration.Text(folder, package.Folder, "vite.config", "vue.config", "webpack.config");
        return config is not null && OutDir().Match(config) is { Success: true } match && Workspace.Below(match.Groups[1].Value) is { Length: > 0 } inside ? inside : null;
    }

    private static string? OutputOption(string script)
    {
        var words = script.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var parts = words[i].Split('=', 2);
            if (parts[0] is not ("--outDir" or "--output" or "--out-dir" or "--outdir" or "--dist-dir" or "--output-path" or "--dest"))
                continue;
            return (parts.Length == 2 ? parts[1] : words.ElementAtOrDefault(i + 1))?.Trim('"', '\'').TrimEnd('/');
        }

        return null;
    }

    [GeneratedRegex("""(?:outDir|outputDir)\s*:\s*['"]\.?/?([^'"]+)['"]""")]
    private static partial Regex OutDir();
}
