using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway releases</c></summary>
internal static class ReleasesCommand
{
    public static Command Create(CommandFrame frame, Func<ReleasesOptions, CommandContext, Task<ResultEvent>> run)
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
        frame.Handle(command, parse => new ReleasesOptions(parse.GetValue(environment)), run);
        return command;
    }
}
