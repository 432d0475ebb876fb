using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Deployments.Coordination;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway journal</c></summary>
internal static class JournalCommand
{
    /// <param name="Lines">Entries from the end.</param>
    internal sealed record Options(string? Environment, string? Host, int Lines);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var host = CommandFrame.Host();
        var lines = new Option<int>("--lines", "-n") { Description = "How many entries from the end", HelpName = "N", DefaultValueFactory = _ => 40 };
        var command = new VerbCommand("journal", "Show what happened on the servers, step by step")
        {
            Examples =
            [
                new("slipway journal -n 100", "the last 100 entries"),
            ],
        };
        command.Add(environment);
        command.Add(host);
        command.Add(lines);
        frame.Handle(command, parse => new Options(parse.GetValue(environment), parse.GetValue(host), parse.GetValue(lines)), RunAsync);
        return command;
    }

    /// <summary>The last entries of each host's journal; the last problem in full.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Only(ProjectEnvironment.Find(context, options.Environment), options.Host);
        await using var sessions = await FirstContact.OpenReachableAsync(environment, context);
        var journals = await Task.WhenAll(sessions.All.Select(s => s.JournalAsync(HostTargets.LayoutOf(environment), options.Lines, context.Cancel)));
        var data = new JsonArray();
        foreach (var (session, entries) in sessions.All.Zip(journals))
        {
            if (sessions.All.Count > 1)
                context.Output.Line(session.Name);
            if (entries.Count == 0)
                context.Output.Line("the journal is empty: nothing has been deployed");
            else
                context.Output.Table(JournalTable.Of(entries));
            if (entries.LastOrDefault(e => e.Problem is not null)?.Problem is { } problem)
                context.Output.Emit(new ProblemEvent(problem));
            data.Add((JsonNode)new JsonObject { ["host"] = session.Name, ["entries"] = JournalTable.ToJson(entries) });
        }

        return FirstContact.Ended("journal", sessions, context) with { Environment = environment.Name, Data = new JsonObject { ["hosts"] = data } };
    }
}
