using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Sessions;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway exec</c></summary>
internal static class ExecCommand
{
    /// <param name="Words">The words after <c>--</c>; empty when there were none.</param>
    internal sealed record Options(string? Environment, string? Host, IReadOnlyList<string> Words);

    public static Command Create(CommandFrame frame)
    {
        var environment = CommandFrame.Environment();
        var host = CommandFrame.Host();
        var command = new VerbCommand("exec", "Run a command in the serving release: slipway exec [env] -- CMD…")
        {
            Examples =
            [
                new("slipway exec -- php artisan about", "on every host"),
                new("slipway exec production --host web1 -- df -h", "on one host"),
                new("slipway exec production --host web1 -- cat data/book.db > book.db", "one host's bytes as they are; a pipe into it, too"),
            ],
        };
        command.Add(environment);
        command.Add(host);
        frame.Handle(command, parse => new Options(parse.GetValue(environment), parse.GetValue(host), frame.Rest), RunAsync);
        return command;
    }

    /// <summary>Runs the command on every host; the exit code is the command's, the highest of several.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        if (options.Words.Count == 0)
            throw new ProblemException(CliProblems.Usage("Write the command after two dashes: slipway exec -- CMD", "slipway exec"));
        var environment = ProjectEnvironment.Only(ProjectEnvironment.Find(context, options.Environment), options.Host);
        if (environment.Hosts.Count > 1 && context.Pipes?.Input is { } input)
            await ExecPipes.RefuseInputAsync(input, environment, context);
        await using var sessions = await FirstContact.OpenAsync(environment, context);
        var request = new ExecRequest(HostTargets.LayoutOf(environment), options.Words, AsRunUser: true, environment.DeployUser, environment.RunUser);
        foreach (var session in sessions.All)
            session.OnLine = line => context.Output.Show(
                new LogEvent(session.Name, options.Words[0], line.Line, line.Process == "stderr" ? LogStream.Err : LogStream.Out),
                sessions.All.Count > 1 ? session.Name : null);
        var pipes = sessions.All.Count == 1 ? context.Pipes : null;
        var exits = pipes is null
            ? await Task.WhenAll(sessions.All.Select(s => ExecAsync(s, () => s.ExecAsync(request, context.Cancel))))
            : [await ExecAsync(sessions.All[0], () => ExecPipes.RunAsync(sessions.All[0], request, pipes, context))];
        var hosts = sessions.All.Zip(exits, (s, exit) => (JsonNode)new JsonObject { ["host"] = s.Name, ["exit"] = exit });
        return new("exec", exits.Max(), exits.Max() == 0 ? Outcome.Done : Outcome.Failed)
        {
            Environment = environment.Name,
            Data = new JsonObject { ["hosts"] = new JsonArray([.. hosts]) },
            Silent = pipes?.Output is not null,
            Summary = exits.Max() == 0 ? null : $"{options.Words[0]} ended with status {exits.Max()}",
        };
    }

    /// <summary>Once it was asked for, nobody knows how far it came on a host that is lost.</summary>
    private static async Task<int> ExecAsync(HostSession session, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ProblemException e) when (e.Problem.Exit == ExitCodes.Unreachable)
        {
            throw new ProblemException(e.Problem with { Where = session.Name, Ending = ": the command's end was not seen; it may have run" });
        }
    }
}
