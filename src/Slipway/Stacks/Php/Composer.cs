using Slipway.Project;

namespace Slipway.Stacks.Php;

/// <summary>PHP dependencies: installed for production from the lock file, here or on the host; a committed vendor folder is taken as it is.</summary>
internal sealed record Composer(
    IReadOnlyList<RecipeCommand> Local, IReadOnlyList<RecipeCommand> Host, IReadOnlyList<string> Include, IReadOnlyList<Requirement> Requires)
{
    private static readonly string[] Install = ["install", "--no-dev", "--optimize-autoloader", "--no-interaction", "--no-progress", "--prefer-dist"];

    public static Composer Build(AppEnvironment environment, ProjectFolder folder)
    {
        if (!folder.HasFile("composer.json") || !folder.HasFile("composer.lock") || CommitsVendor(folder))
            return new Composer([], [], [], []);
        if (environment.Build == BuildPlace.Local)
            return new Composer([new RecipeCommand("composer install", ["composer", .. Install])], [], ["vendor"], []);
        return new Composer([], HostBuild(), [], [new Requirement("Composer", ["composer"], "composer") { Placeholder = "composer" }]);
    }

    // The class map names the app's own files, so it is made for each release; only the packages come from the cache.
    private static IReadOnlyList<RecipeCommand> HostBuild() =>
    [
        new("composer install", ["{composer}", .. Install.Where(word => word != "--optimize-autoloader"), "--no-autoloader", "--no-scripts"])
        {
            Cache = new DependencyCache("vendor", ["composer.lock", "composer.json"]),
        },
        new("class map", ["{composer}", "dump-autoload", "--optimize", "--no-dev", "--no-interaction"], "composer install"),
    ];

    // No .gitignore line for vendor and the folder is there: it belongs to the source.
    private static bool CommitsVendor(ProjectFolder folder) =>
        folder.HasFile("vendor/autoload.php")
        && !(folder.Text(".gitignore") ?? "").Split('\n').Any(line => line.Trim().Trim('/') == "vendor");
}
