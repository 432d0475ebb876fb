using Slipway.Problems;

namespace Slipway.Cli.Demo;

/// <summary>What can keep the demo from its story.</summary>
internal static class DemoProblems
{
    public static Problem NoSdk() => new(
        "demo.no-sdk", "The demo builds a small ASP.NET Core app and needs the .NET SDK 10 for that",
        "dotnet was not found in PATH", null, "Install the .NET SDK 10: https://dotnet.microsoft.com/download") { Exit = ExitCodes.Refused };

    public static Problem FolderNotEmpty(string folder) => new(
        "demo.folder-not-empty", "The demo's folder holds something already", folder, null,
        "Name a folder that is empty or does not exist yet: the demo removes it at the end.") { Exit = ExitCodes.Refused };

    public static Problem NotObserved(IReadOnlyList<string> claims) => new(
        "demo.not-observed", "The demo claims something that was not observed", string.Join('\n', claims),
        ["The machine was so busy that a deadline of the demo passed", "A bug in Slipway"],
        "Run it again; if the same is missing twice, report it with the output of slipway demo --json --keep.") { Exit = ExitCodes.ChecksFailed };
}
