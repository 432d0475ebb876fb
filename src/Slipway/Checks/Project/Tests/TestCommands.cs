using System.Text.Json;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Tests;

/// <summary>How a project's tests are run: as its project file says, else as its kind of app is tested everywhere.</summary>
internal static class TestCommands
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(CheckedProject project)
    {
        if (project.Environment.Checks.Tests is { Count: > 0 } own)
            return own;
        return project.Stack switch
        {
            "node" when HasTestScript(project.Folder) => [["npm", "test"]],
            "aspnet" when Directory.EnumerateFiles(project.Folder, "*.sln*").Any() => [["dotnet", "test"]],
            _ => [],
        };
    }

    private static bool HasTestScript(string folder) =>
        new ProjectFolder(folder).Json("package.json") is { ValueKind: JsonValueKind.Object } package && package.TryGetProperty("scripts", out var scripts) && scripts.ValueKind == JsonValueKind.Object
        && scripts.TryGetProperty("test", out var test) && test.GetString() is { Length: > 0 } text && !text.Contains("no test specified", StringComparison.Ordinal);
}
