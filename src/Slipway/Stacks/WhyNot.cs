using Slipway.Stacks.Node;

namespace Slipway.Stacks;

/// <summary>Why a folder with files of an app in it was not recognised, for people.</summary>
internal static class WhyNot
{
    // A file that says what it is → whose it is.
    private static readonly (string File, string Kind)[] Strangers =
        [("go.mod", "Go"), ("Gemfile", "Ruby"), ("Cargo.toml", "Rust"), ("pom.xml", "Java"), ("build.gradle", "Java"), ("build.gradle.kts", "Kotlin"), ("mix.exs", "Elixir"), ("Package.swift", "Swift")];

    private static readonly string[] Python = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py"];

    public static IReadOnlyList<string> Say(ProjectFolder folder)
    {
        var said = new List<string>();
        if (folder.HasFile("package.json"))
            said.Add(PackageJson.Read(folder) is null
                ? "package.json is not valid JSON"
                : "package.json has no start script, no server among its dependencies and no build of a site");
        if (folder.Text("manage.py") is not null)
            said.Add("manage.py does not import django");
        else if (Python.FirstOrDefault(folder.HasFile) is { } file)
            said.Add($"{file} exists, but no manage.py: of Python's frameworks Slipway knows Django");
        if (folder.Find("*.csproj", 3) is [var first, ..])
            said.Add($"{first} does not use Microsoft.NET.Sdk.Web");
        said.AddRange(Strangers.Where(stranger => folder.HasFile(stranger.File)).Select(stranger => $"{stranger.File} exists: Slipway has no stack for {stranger.Kind}"));
        return said.Count > 0 ? said : ["no composer.json, index.php, manage.py, web project, package.json or index.html was found"];
    }
}
