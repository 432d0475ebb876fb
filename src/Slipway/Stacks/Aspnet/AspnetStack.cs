using Slipway.Project;

namespace Slipway.Stacks.Aspnet;

/// <summary>ASP.NET Core: published on this machine, the publish folder is the release, Kestrel listens on the socket.</summary>
public sealed class AspnetStack : IStack
{
    private static readonly string[] AssetFolders = ["assets", "build", "dist", "_content"];

    public string Name => "aspnet";

    public StackKnowledge Knowledge { get; } = new()
    {
        Tests = folder => Directory.EnumerateFiles(folder.Root, "*.sln*").Any() ? [["dotnet", "test"]] : [],
        DevelopmentStarts = [new(["dotnet", "watch"], "the published program"), new(["dotnet", "run"], "the published program: dotnet <app>.dll")],
    };

    public Recognition? Recognise(ProjectFolder folder)
    {
        var projects = AspnetProject.Find(folder);
        return projects.Count == 0 ? null : new Recognition(Name, 95, [.. projects.Select(project => $"{project.Path} uses Microsoft.NET.Sdk.Web")]);
    }

    public StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder)
    {
        var projects = AspnetProject.Find(folder);
        if (projects.Count == 0)
            throw new Problems.ProblemException(StackProblems.NoWebProject(folder.Root));
        if (projects.Count > 1)
            throw new Problems.ProblemException(StackProblems.SeveralWebProjects([.. projects.Select(project => project.Path)]));
        var project = projects[0];
        var output = $".slipway/build/{environment.Name}";
        return new StackRecipe
        {
            Stack = Name,
            LocalBuild = [new RecipeCommand("publish", Publish(project, output))],
            ContentFolder = output,
            Excludes = ["*.pdb", "appsettings.Development.json"],
            Serving = new Serving(ServingKind.Proxy, null) { WebSockets = true, Assets = Assets(folder, project) },
            Web = new AppProcess("web", project.OwnProgram ? ["./" + project.AssemblyName] : ["{dotnet}", project.AssemblyName + ".dll"]),
            Shared = [".aspnet/DataProtection-Keys"],
            Variables = Variables(environment),
            Requires = Requires(project),
        };
    }

    private static List<string> Publish(AspnetProject project, string output)
    {
        List<string> words = ["dotnet", "publish", project.Path, "-c", "Release", "-o", output, "--nologo"];
        if (project.OwnProgram && project.RuntimeIdentifier is null)
            words.AddRange(["-r", "linux-x64"]);
        return words;
    }

    // HOME is the release so that the data protection keys, which sign every login, lie in the shared folder linked below it.
    private static Dictionary<string, string> Variables(AppEnvironment environment) => new()
    {
        ["ASPNETCORE_URLS"] = environment.Listen == Listen.Port ? $"http://127.0.0.1:{Placeholders.Port}" : "http://unix:{socket}",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["HOME"] = "{release}",
    };

    private static Dictionary<string, string> Assets(ProjectFolder folder, AspnetProject project)
    {
        var web = Path.Combine(Path.GetDirectoryName(project.Path) ?? "", "wwwroot");
        return AssetFolders.Where(name => folder.HasFolder(Path.Combine(web, name)))
            .ToDictionary(name => $"/{name}/", name => $"wwwroot/{name}");
    }

    private static IReadOnlyList<Requirement> Requires(AspnetProject project)
    {
        if (project.SelfContained)
            return [];
        var version = project.Framework?.StartsWith("net", StringComparison.Ordinal) == true ? project.Framework[3..] : "10.0";
        return
        [
            new Requirement($"ASP.NET Core runtime {version}",
                ["/usr/bin/dotnet", "/usr/share/dotnet/dotnet", "/usr/lib/dotnet/dotnet", "/usr/local/bin/dotnet", "dotnet"],
                $"aspnetcore-runtime-{version}") { Placeholder = "dotnet" },
        ];
    }
}
