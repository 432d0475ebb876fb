using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway init</c></summary>
internal static class InitCommand
{
    public static Command Create(CommandFrame frame, Func<InitOptions, CommandContext, Task<ResultEvent>> run)
    {
        var stack = new Option<string?>("--stack") { Description = "laravel, php, django, node, aspnet or static", HelpName = "STACK" };
        var force = new Option<bool>("--force") { Description = "Replace an existing slipway.yaml" };
        var command = new VerbCommand("init", "Look at the folder and write slipway.yaml")
        {
            Examples =
            [
                new("slipway init", "recognise the stack, show why"),
                new("slipway init --stack django", "when the guess is wrong"),
            ],
        };
        command.Add(stack);
        command.Add(force);
        frame.Handle(command, parse => new InitOptions(parse.GetValue(stack), parse.GetValue(force)), run);
        return command;
    }
}
