using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway ssh</c></summary>
internal static class SshCommand
{
    public static Command Create(CommandFrame frame, Func<SshOptions, CommandContext, Task<ResultEvent>> run)
    {
        var environment = CommandFrame.Environment();
        var host = CommandFrame.Host();
        var command = new VerbCommand("ssh", "Open a shell on a host, in the serving release")
        {
            Examples =
            [
                new("slipway ssh staging", "on the first host"),
                new("slipway ssh production --host web2", "on that host"),
            ],
        };
        command.Add(environment);
        command.Add(host);
        frame.Handle(command, parse => new SshOptions(parse.GetValue(environment), parse.GetValue(host)), run);
        return command;
    }
}
