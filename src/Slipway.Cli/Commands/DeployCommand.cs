using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway deploy</c></summary>
internal static class DeployCommand
{
    public static Command Create(CommandFrame frame, Func<DeployOptions, CommandContext, Task<ResultEvent>> run)
    {
        var environment = CommandFrame.Environment();
        var yes = CommandFrame.Yes();
        var plan = new Option<string?>("--plan") { Description = "Apply exactly this plan (printed by slipway plan) or refuse", HelpName = "ID" };
        var reference = new Option<string?>("--ref") { Description = "Deploy a git commit, tag or branch instead of the working tree", HelpName = "REF" };
        var force = new Option<bool>("--force") { Description = "Make a new release even when nothing changed" };
        var wait = new Option<bool>("--wait") { Description = "Wait for another deploy to end instead of giving up" };
        var destructive = new Option<bool>("--allow-destructive") { Description = "Allow migrations that lose data or break the old release; writes stop meanwhile" };
        var command = new VerbCommand("deploy", "Bring this version to the servers, whole or not at all")
        {
            Examples =
            [
                new("slipway deploy staging", "deploy what is in this folder"),
                new("slipway deploy production --yes", "without being asked, for CI"),
                new("slipway deploy --plan 4be1c09d", "exactly that plan, or refuse and say what differs"),
                new("slipway deploy --ref v1.4.2", "what git has under that name"),
            ],
        };
        command.Add(environment);
        command.Add(plan);
        command.Add(reference);
        command.Add(force);
        command.Add(wait);
        command.Add(destructive);
        command.Add(yes);
        frame.Handle(command, parse => new DeployOptions(
            parse.GetValue(environment), parse.GetValue(plan), parse.GetValue(reference),
            parse.GetValue(force), parse.GetValue(wait), parse.GetValue(destructive)), run, yes);
        return command;
    }
}
