using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway journal</c></summary>
internal static class JournalCommand
{
    public static Command Create(CommandFrame frame, Func<JournalOptions, CommandContext, Task<ResultEvent>> run)
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
        frame.Handle(command, parse => new JournalOptions(parse.GetValue(environment), parse.GetValue(host), parse.GetValue(lines)), run);
        return command;
    }
}
