using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway unlock</c></summary>
internal static class UnlockCommand
{
    public static Command Create(CommandFrame frame, Func<UnlockOptions, CommandContext, Task<ResultEvent>> run)
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
        frame.Handle(command, parse => new UnlockOptions(parse.GetValue(environment)), run, yes);
        return command;
    }
}
