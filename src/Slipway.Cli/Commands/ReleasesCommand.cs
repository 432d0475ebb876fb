using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Deployments.Planning;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway releases</c></summary>
internal static class ReleasesCommand
{
    /// <param name="Environment">Null = the only one.</param>
    internal sealed record Options(string? Environment);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var command = new VerbCommand("releases", "List the releases on the servers, newest first")
        {
            Examples =
            [
                new("slipway releases", "what can be rolled back to"),
            ],
        };
        command.Add(environment);
        frame.Handle(command, parse => new Options(parse.GetValue(environment)), RunAsync);
        return command;
    }

    /// <summary>The releases of all hosts by number, newest first.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, options.Environment);
        await using var sessions = await FirstContact.OpenAsync(environment, context);
        var hosts = await ProjectEnvironment.InspectAsync(environment, null, sessions, context);
        var lines = ReleaseLine.Of(hosts);
        if (lines.Count == 0)
            context.Output.Line($"no releases of {environment.App} on {environment.Name} yet");
        else
            context.Output.Table(new(["RELEASE", "STATE", "AGE", "FROM", "BY", "DUMP", .. hosts.Count > 1 ? (string[])["HOSTS"] : []], [.. lines.Select(l => l.Cells(hosts.Count, context.Clock.GetUtcNow()))]));
        return Result(environment.Name, hosts);
    }

    internal static ResultEvent Result(string environment, IReadOnlyList<HostTarget> hosts) => ResultEvent.Succeeded("releases") with
    {
        Environment = environment,
        Release = hosts[0].State.Serving,
        Data = new JsonObject { ["releases"] = new JsonArray([.. ReleaseLine.Of(hosts).Select(l => l.ToJson())]) },
    };
}
