using System.CommandLine;
using Slipway.Deployments.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway plan</c></summary>
internal static class PlanCommand
{
    public static Command Create(CommandFrame frame, Func<PlanOptions, CommandContext, Task<ResultEvent>> run)
    {
        var environment = CommandFrame.Environment();
        var reference = new Option<string?>("--ref") { Description = "Plan a git commit, tag or branch instead of the working tree", HelpName = "REF" };
        var destructive = new Option<bool>("--allow-destructive") { Description = "Plan with destructive migrations allowed" };
        var command = new VerbCommand("plan", "Show what a deploy would change, and its plan id")
        {
            Examples =
            [
                new("slipway plan production", "the steps, the files and the migrations"),
                new("slipway plan --json", "the same as data"),
            ],
        };
        command.Add(environment);
        command.Add(reference);
        command.Add(destructive);
        frame.Handle(command, parse => new PlanOptions(parse.GetValue(environment), parse.GetValue(reference), parse.GetValue(destructive)), run);
        return command;
    }
}
