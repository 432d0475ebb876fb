using System.CommandLine;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Sessions;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway logs</c></summary>
internal static class LogsCommand
{
    /// <param name="Lines">Lines from the end.</param>
    internal sealed record Options(string? Environment, string? Source, string? Host, bool Follow, int Lines);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var host = CommandFrame.Host();
        var source = new Option<string?>("--source") { Description = "web, a worker, nginx (default: web and workers)", HelpName = "NAME" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until Ctrl+C" };
        var lines = new Option<int>("--lines", "-n") { Description = "How many lines from the end", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new VerbCommand("logs", "Show the app's own words, from all hosts")
        {
            Examples =
            [
                new("slipway logs -f", "the app, as it goes on"),
                new("slipway logs --source nginx -n 200", "the site in the web server"),
            ],
        };
        command.Add(environment);
        command.Add(source);
        command.Add(host);
        command.Add(follow);
        command.Add(lines);
        frame.Handle(command, parse => new Options(
            parse.GetValue(environment), parse.GetValue(source), parse.GetValue(host), parse.GetValue(follow), parse.GetValue(lines)), RunAsync);
        return command;
    }

    /// <summary>The lines of all hosts as they come; following ends well with Ctrl+C.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var environment = ProjectEnvironment.Only(ProjectEnvironment.Find(context, options.Environment), options.Host);
        await using var sessions = await FirstContact.OpenReachableAsync(environment, context);
        foreach (var session in sessions.All)
            session.OnLine = line =>
            {
                if (options.Source is not { } source || line.Process == source || line.Process.StartsWith(source + "-", StringComparison.Ordinal))
                    context.Output.Show(new LogEvent(session.Name, line.Process, line.Line), sessions.All.Count > 1 ? $"{session.Name} {line.Process}" : line.Process);
            };
        var request = new LogsRequest(HostTargets.LayoutOf(environment), options.Lines, options.Follow) { WebServer = options.Source == LogLine.WebServer };
        try
        {
            await Task.WhenAll(sessions.All.Select(s => s.LogsAsync(request, context.Cancel)));
        }
        catch (OperationCanceledException) when (options.Follow && context.Cancel.IsCancellationRequested)
        {
            // Ctrl+C is how following ends.
        }

        return FirstContact.Ended("logs", sessions, context) with { Environment = environment.Name };
    }
}
