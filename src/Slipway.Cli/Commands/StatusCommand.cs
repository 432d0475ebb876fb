using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Deployments.Coordination;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway status</c></summary>
internal static class StatusCommand
{
    /// <param name="Environment">Null = the only one.</param>
    /// <param name="Deep">Compare every file too.</param>
    internal sealed record Options(string? Environment, bool Deep = false);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var deep = new Option<bool>("--deep") { Description = "Also compare every file of the release with what was deployed" };
        var command = new VerbCommand("status", "Say what serves, proven by asking it")
        {
            Examples =
            [
                new("slipway status production", "release, health, workers and lock of every host"),
            ],
        };
        command.Add(environment);
        command.Add(deep);
        frame.Handle(command, parse => new Options(parse.GetValue(environment), parse.GetValue(deep)), RunAsync);
        return command;
    }

    /// <summary>Asks every host, has it prove what serves, and says so host by host.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, options.Environment);
        await using var sessions = await FirstContact.OpenReachableAsync(environment, context);
        var hosts = await ProjectEnvironment.InspectAsync(environment, null, sessions, context);
        var statuses = await HostStatus.AskAsync(environment, hosts, sessions, options.Deep, context.Cancel);
        foreach (var status in statuses)
            status.Tell(context.Output, context.Clock.GetUtcNow());
        var well = HostStatus.Agree(statuses) && statuses.All(s => s.IsWell);
        var ended = FirstContact.Ended("status", sessions, context, well ? ExitCodes.Done : ExitCodes.ChecksFailed) with { Url = await ProjectEnvironment.UrlAsync(environment, context.Cancel) };
        return Result(ended, environment.Name, statuses);
    }

    internal static ResultEvent Result(ResultEvent ended, string environment, IReadOnlyList<HostStatus> statuses) => ended with
    {
        Environment = environment,
        Release = statuses[0].Host.State.Serving,
        Summary = HostStatus.Summary(environment, statuses),
        Data = new JsonObject { ["hosts"] = new JsonArray([.. statuses.Select(s => s.ToJson())]) },
    };
}
