using Slipway.EnvFiles;
using Slipway.Project;

namespace Slipway.Stacks.Php;

/// <summary>Plain PHP: every script below the document root may run.</summary>
public sealed class PhpStack : IStack
{
    private static readonly string[] Roots = ["public", "web", "htdocs", "public_html", "www"];

    public string Name => "php";

    public StackKnowledge Knowledge { get; } = new() { Dialect = EnvDialect.Phpdotenv, DevelopmentStarts = [new(["php", "-S"], "PHP-FPM, which Slipway starts for every release")] };

    public Recognition? Recognise(ProjectFolder folder)
    {
        var evidence = new List<string>();
        var root = DocumentRoot(folder);
        if (folder.HasFile(Path.Combine(root, "index.php")))
            evidence.Add($"{(root == "." ? "" : root + "/")}index.php exists");
        if (folder.Json("composer.json") is not null)
            evidence.Add("composer.json exists");
        if (evidence.Count == 0)
            return null;
        if (root == ".")
            evidence.Add("no public folder: everything in the project except hidden files can be asked for from outside");
        return new Recognition(Name, evidence[0].EndsWith("index.php exists", StringComparison.Ordinal) ? 70 : 50, evidence);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var composer = Composer.Build(environment, folder);
        var root = DocumentRoot(folder);
        return new StackRecipe
        {
            Stack = Name,
            EnvDialect = EnvDialect.Phpdotenv,
            LocalBuild = composer.Local,
            HostBuild = composer.Host,
            Include = composer.Include,
            Serving = new Serving(ServingKind.FastCgi, root) { FrontController = "index.php", AnyScript = true, Assets = PhpRuntime.Assets(folder, root) },
            Web = PhpRuntime.Web(environment),
            Requires = [.. PhpRuntime.Requires, .. composer.Requires],
        };
    }

    private static string DocumentRoot(ProjectFolder folder) =>
        Roots.FirstOrDefault(root => folder.HasFile(Path.Combine(root, "index.php"))) ?? ".";
}
