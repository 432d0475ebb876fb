using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway local [start|stop|status]</c></summary>
internal static class LocalCommand
{
    public static Command Create(CommandFrame frame, Func<LocalOptions, CommandContext, Task<ResultEvent>> run)
    {
        var command = new VerbCommand("local", "The target on this machine: one background process for each project")
        {
            Examples =
            [
                new("slipway deploy local", "deploy to this machine"),
                new("slipway local", "what runs, and where it answers"),
                new("slipway local stop", "end the app and the background process"),
            ],
        };
        command.Add(Verb(frame, run, "status", "What runs, and where it answers", LocalVerb.Status));
        command.Add(Verb(frame, run, "start", "Start what was deployed last", LocalVerb.Start));
        command.Add(Verb(frame, run, "stop", "End the app and the background process", LocalVerb.Stop));
        command.Add(Supervise(frame, run));
        frame.Handle(command, _ => new LocalOptions(LocalVerb.Status, null), run);
        return command;
    }

    private static VerbCommand Verb(
        CommandFrame frame, Func<LocalOptions, CommandContext, Task<ResultEvent>> run, string name, string description, LocalVerb verb)
    {
        var command = new VerbCommand(name, description);
        frame.Handle(command, _ => new LocalOptions(verb, null), run);
        return command;
    }

    private static VerbCommand Supervise(CommandFrame frame, Func<LocalOptions, CommandContext, Task<ResultEvent>> run)
    {
        var folder = new Argument<string>("folder");
        var command = new VerbCommand("supervise", "The background process itself") { Hidden = true };
        command.Add(folder);
        frame.Handle(command, parse => new LocalOptions(LocalVerb.Supervise, parse.GetValue(folder)), run);
        return command;
    }
}
