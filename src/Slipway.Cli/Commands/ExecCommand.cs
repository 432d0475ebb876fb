using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway exec</c></summary>
internal static class ExecCommand
{
    public static Command Create(CommandFrame frame, Func<ExecOptions, CommandContext, Task<ResultEvent>> run)
    {
        var environment = CommandFrame.Environment();
        var host = CommandFrame.Host();
        var command = new VerbCommand("exec", "Run a command in the serving release: slipway exec [env] -- CMD…")
        {
            Examples =
            [
                new("slipway exec -- php artisan about", "on every host"),
                new("slipway exec production --host web1 -- df -h", "on one host"),
            ],
        };
        command.Add(environment);
        command.Add(host);
        frame.Handle(command, parse => new ExecOptions(parse.GetValue(environment), parse.GetValue(host), frame.Rest), run);
        return command;
    }
}
