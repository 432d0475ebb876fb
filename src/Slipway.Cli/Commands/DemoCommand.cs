using System.CommandLine;
using Slipway.Cli.Demo;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway demo</c></summary>
internal static class DemoCommand
{
    /// <param name="Folder">Null = a new temporary folder.</param>
    internal sealed record Options(bool Keep, string? Folder);

    public static Command Create(CommandFrame frame)
    {
        var keep = new Option<bool>("--keep") { Description = "Leave the demo running and its files where they are" };
        var folder = new Option<string?>("--folder") { Description = "Work there (default: a new temporary folder)", HelpName = "DIR" };
        var command = new VerbCommand("demo", "See the whole story on this machine: no server, no root")
        {
            Examples =
            [
                new("slipway demo", "deploy, upgrade under load, fail, undo, roll back"),
            ],
        };
        command.Add(keep);
        command.Add(folder);
        frame.Handle(command, parse => new Options(parse.GetValue(keep), parse.GetValue(folder)), RunAsync);
        return command;
    }

    /// <summary>Tells the story with the same commands that a person would type.</summary>
    public static async Task<ResultEvent> RunAsync(Options options, CommandContext context)
    {
        var project = DemoProject.Create(options.Folder is { } folder ? Path.GetFullPath(folder, context.Folder) : null);
        var stage = new DemoStage(project, context);
        try
        {
            return await new DemoStory(project, stage).RunAsync(context.Cancel);
        }
        finally
        {
            await stage.LeaveAsync(options.Keep);
        }
    }
}
