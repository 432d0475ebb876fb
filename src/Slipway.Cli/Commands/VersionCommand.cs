using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway version</c></summary>
internal static class VersionCommand
{
    /// <summary>"0.1.0"</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static Command Create(CommandFrame frame)
    {
        var command = new VerbCommand("version", "Print the version");
        frame.Handle(command, _ => Version, RunAsync);
        return command;
    }

    private static Task<ResultEvent> RunAsync(string version, CommandContext context)
    {
        context.Output.Line($"slipway {version}");
        return Task.FromResult(ResultEvent.Succeeded("version") with { Data = new JsonObject { ["version"] = version } });
    }
}
