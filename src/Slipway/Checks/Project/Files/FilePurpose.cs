using Slipway.Project;

namespace Slipway.Checks.Project.Files;

/// <summary>What a file's name says it is for.</summary>
internal static class FilePurpose
{
    private static readonly HashSet<string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "dev", "devel", "develop", "development", "local", "test", "tests", "testing", "ci", "e2e", "example", "examples", "sample", "samples", "sail", "devcontainer",
        "gitpod", "ddev", "lando", "codespaces", "override", "docs", "doc", "fixtures", "vagrant", "debug", "dist", "old", "bak", "disabled",
    };

    private static readonly string[] Rehearsal = ["staging", "stage", "qa", "uat", "demo", "preview"];
    private static readonly string[] Staging = ["staging", "stage"];

    /// <summary>False for files of developers' machines, tests, examples and other environments.</summary>
    /// <param name="environment">The environment that is validated.</param>
    public static bool IsServed(string path, string environment) =>
        !Words(path).Any(word => Elsewhere.Contains(word) || (word != environment && IsOther(word, environment)));

    /// <summary>True when a word of the file's name is the environment.</summary>
    public static bool Names(string path, string environment) =>
        Words(Path.GetFileName(path)).Any(word => word == environment || (ProductionName.Is(environment) && ProductionName.Is(word)) || (Staging.Contains(environment) && Staging.Contains(word)));

    private static bool IsOther(string word, string environment) =>
        Rehearsal.Contains(word) && !(Staging.Contains(environment) && Staging.Contains(word));

    private static string[] Words(string path) => path.Split('/', '.', '-', '_');
}
