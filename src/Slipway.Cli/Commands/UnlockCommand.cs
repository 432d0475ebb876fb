using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Deployments.Coordination;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway unlock</c></summary>
internal static class UnlockCommand
{
    /// <param name="Environment">Null = the only one.</param>
    internal sealed record Options(string? Environment);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var yes = CommandFrame.Yes();
        var command = new VerbCommand("unlock", "Say who holds the lock, and ask the holder to undo")
        {
            Examples =
            [
                new("slipway unlock", "explain first, then ask"),
            ],
        };
        command.Add(environment);
        command.Add(yes);
        frame.Handle(command, parse => new Options(parse.GetValue(environment)), RunAsync, yes);
        return command;
    }

    /// <summary>Looks without touching, explains, and with a yes asks the holder to undo.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, options.Environment);
        await using var sessions = await FirstContact.OpenAsync(environment, context);
        var hosts = await HostTargets.InspectAsync(environment, null, sessions, lookOnly: true, context.Cancel);
        foreach (var host in hosts)
            context.Output.Line($"{host.Name}: {LockStory.Of(host.State)}");
        context.Output.Line("No lock needs a person to free it: the kernel frees it when its process ends, however that ends.");
        var held = hosts.Where(h => h.State is { Holder: not null, Running: not null }).ToList();
        var data = new JsonObject { ["hosts"] = new JsonArray([.. hosts.Select(h => LockStory.ToJson(h))]) };
        if (held.Count == 0)
            return new("unlock", ExitCodes.Done, Outcome.NothingToDo) { Environment = environment.Name, Data = data };
        if (!context.Yes && !context.Interactive)
            return ResultEvent.Succeeded("unlock") with { Environment = environment.Name, Data = data };
        context.Agree($"Ask {held[0].State.Running} to stop and undo?");
        var ends = await Task.WhenAll(held.Select(h => HolderCancel.RunAsync(h, sessions.Of(h.Name), context)));
        foreach (var (host, end) in held.Zip(ends))
            context.Output.Line($"{host.Name}: {LockStory.Ended(end)}");
        return ResultEvent.Succeeded("unlock", "the holder was asked and has ended") with { Environment = environment.Name, Data = data };
    }
}
