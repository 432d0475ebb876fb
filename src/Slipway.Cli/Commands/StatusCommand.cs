using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway status</c></summary>
internal static class StatusCommand
{
    public static Command Create(CommandFrame frame, Func<StatusOptions, CommandContext, Task<ResultEvent>> run)
    {
        var environment = CommandFrame.Environment();
        var command = new VerbCommand("status", "Say what serves, proven by asking it")
        {
            Examples =
            [
                new("slipway status production", "release, health, workers and lock of every host"),
            ],
        };
        command.Add(environment);
        frame.Handle(command, parse => new StatusOptions(parse.GetValue(environment)), run);
        return command;
    }
}
