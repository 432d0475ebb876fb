using Slipway.EnvFiles;
using Slipway.Migrations;
using Slipway.Project;
using Slipway.Stacks.Node;
using Slipway.Stacks.Php;

namespace Slipway.Stacks.Laravel;

/// <summary>Laravel: its caches are made in the release, storage is shared, the front controller alone runs.</summary>
public sealed class LaravelStack : IStack
{
    private const string Absent = "{release}/bootstrap/cache/absent.php";

    public string Name => "laravel";

    public StackKnowledge Knowledge { get; } = LaravelKnowledge.All;

    public Recognition? Recognise(ProjectFolder folder)
    {
        var evidence = new List<string>();
        if (folder.Json("composer.json") is { } composer && Requires(composer))
            evidence.Add("composer.json requires laravel/framework");
        if (folder.Text("artisan")?.Contains("bootstrap/app.php", StringComparison.Ordinal) == true)
            evidence.Add("artisan loads bootstrap/app.php");
        return evidence.Count == 0 ? null : new Recognition(Name, evidence.Count == 2 ? 95 : 80, evidence);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var composer = Composer.Build(environment, folder);
        var package = PackageJson.Read(folder) is { HasBuild: true } found ? found : null;
        var assets = package?.Has("vite") == true || folder.HasFolder("public/build");
        return new StackRecipe
        {
            Stack = Name,
            LocalBuild = [.. composer.Local, .. package is null ? [] : NodeInstall.Local(package, folder)],
            HostBuild = [.. composer.Host, .. Caches([.. composer.Host.Select(command => command.Name)])],
            Include = [.. composer.Include, .. package is null ? [] : assets ? ["public/build"] : new[] { "public/js", "public/css", "public/mix-manifest.json" }],
            Excludes = ["/bootstrap/cache/*.php", "/bootstrap/cache/views", "/storage", "/public/storage", "/public/hot", "/tests"],
            Migration = new Migration(["{php}", "artisan", "migrate:status", "--no-ansi"], ["{php}", "artisan", "migrate", "--force", "--no-interaction"])
            {
                Parse = "laravel",
                Files = ["/database/migrations/*.php"],
            },
            Serving = new Serving(ServingKind.FastCgi, "public")
            {
                FrontController = "index.php",
                Assets = Assets(folder, assets),
            },
            Web = PhpRuntime.Web(environment),
            Shared = Storage,
            Writable = ["bootstrap/cache/views"],
            Links = new Dictionary<string, string> { ["public/storage"] = "../storage/app/public" },
            EnvFile = ".env",
            EnvDialect = EnvDialect.Phpdotenv,
            Variables = new Dictionary<string, string> { ["VIEW_COMPILED_PATH"] = "{release}/bootstrap/cache/views", ["APP_ENV"] = "production" },
            Requires = [.. PhpRuntime.Requires, .. composer.Requires],
        };
    }

    private static Dictionary<string, string> Assets(ProjectFolder folder, bool built)
    {
        var assets = PhpRuntime.Assets(folder, "public");
        if (built)
            assets["/build/"] = "public/build";
        return assets;
    }

    private static string[] Storage { get; } =
    [
        "storage", "storage/app", "storage/app/public", "storage/framework", "storage/framework/cache", "storage/framework/cache/data",
        "storage/framework/sessions", "storage/framework/testing", "storage/framework/views", "storage/logs",
    ];

    // Each command writes its cache in place while the others start. Laravel reads a cache that exists, even half written,
    // so each is told that the caches of the others lie where nothing is.
    private static IReadOnlyList<RecipeCommand> Caches(IReadOnlyList<string> after) =>
    [
        Artisan("config cache", "config:cache", after, "APP_ROUTES_CACHE"),
        Artisan("route cache", "route:cache", after, "APP_CONFIG_CACHE"),
        Artisan("view cache", "view:cache", after, "APP_CONFIG_CACHE", "APP_ROUTES_CACHE"),
    ];

    private static RecipeCommand Artisan(string name, string command, IReadOnlyList<string> after, params IReadOnlyList<string> withoutCaches) =>
        new(name, ["{php}", "artisan", command, "--no-ansi", "--no-interaction"], after)
        {
            Deadline = TimeSpan.FromMinutes(2),
            Variables = withoutCaches.ToDictionary(variable => variable, _ => Absent),
        };

    private static bool Requires(System.Text.Json.JsonElement composer) =>
        composer.TryGetProperty("require", out var require) && require.ValueKind == System.Text.Json.JsonValueKind.Object
        && require.TryGetProperty("laravel/framework", out _);
}
