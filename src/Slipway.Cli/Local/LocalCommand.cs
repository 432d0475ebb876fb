using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Output;
using Slipway.Events;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <summary><c>slipway local</c>: the background process behind the <c>local</c> target.</summary>
internal static class LocalCommand
{
    private const int DefaultLines = 50;

    /// <summary>With its subcommands; expected failures leave as <see cref="ProblemException"/>.</summary>
    public static Command Create(CommandFrame frame)
    {
        var folder = new Option<string>("--folder") { Description = "The project's folder", DefaultValueFactory = _ => ".", Recursive = true };
        return new Command("local", "The background process that serves a project on this machine")
        {
            folder, Run(folder), Transaction(folder), Start(folder, frame), Stop(folder, frame), Status(folder, frame), Logs(folder, frame),
        };
    }

    private static Command Run(Option<string> folder)
    {
        var background = new Option<bool>("--background") { Description = "Write to the log file instead of the terminal", Hidden = true };
        var command = new Command("run", "Serve in the foreground until stopped") { background };
        command.SetAction((parsed, cancel) =>
            LocalRun.RunAsync(LocalSite.Of(parsed.GetValue(folder)!), parsed.GetValue(background), parsed.InvocationConfiguration.Output, cancel));
        return command;
    }

    private static Command Transaction(Option<string> folder)
    {
        var plan = new Option<string>("--plan") { Required = true };
        var command = new Command("transaction", "Run one transaction; started by deploy and rollback") { plan };
        command.Hidden = true;
        command.SetAction((parsed, _) => LocalTransaction.RunAsync(LocalSite.Of(parsed.GetValue(folder)!), parsed.GetValue(plan)!));
        return command;
    }

    private static Command Start(Option<string> folder, CommandFrame frame)
    {
        var command = new Command("start", "Start it in the background unless it runs");
        frame.Handle(command, parsed => parsed.GetValue(folder)!, async (path, context) =>
        {
            var client = await LocalServerLauncher.EnsureRunningAsync(LocalSite.Of(path), cancel: context.Cancel);
            return ResultEvent.Succeeded("local start", $"it answers at {await client.EdgeAsync(cancel: context.Cancel)}");
        });
        return command;
    }

    private static Command Stop(Option<string> folder, CommandFrame frame)
    {
        var command = new Command("stop", "End it and all its processes");
        frame.Handle(command, parsed => parsed.GetValue(folder)!, async (path, context) =>
        {
            var ran = await LocalEnd.StopAsync(LocalSite.Of(path), context.Clock, who => context.Output.Note(NoteKind.Quiet, $"waits for the end of a deployment: {who}"), context.Cancel);
            return ResultEvent.Succeeded("local stop", ran ? "stopped" : "it does not run");
        });
        return command;
    }

    private static Command Status(Option<string> folder, CommandFrame frame)
    {
        var command = new Command("status", "Show its address and processes");
        frame.Handle(command, parsed => parsed.GetValue(folder)!, async (path, context) =>
        {
            var client = new LocalServerClient(LocalSite.Of(path));
            var processes = await client.StatusAsync(cancel: context.Cancel);
            context.Output.Table(new OutputTable(["release", "process", "state", "pid", "restarts"],
                [.. processes.Select(p => (string[])[p.Release, p.Process, p.State.ToString().ToLowerInvariant(), p.Pid.ToString(), p.Restarts.ToString()])]));
            return ResultEvent.Succeeded("local status", $"it answers at {await client.EdgeAsync(cancel: context.Cancel)}");
        });
        return command;
    }

    private static Command Logs(Option<string> folder, CommandFrame frame)
    {
        var release = new Argument<string>("release") { Description = "Release id" };
        var process = new Argument<string>("process") { Description = "web or a worker's name", DefaultValueFactory = _ => "web" };
        var lines = new Option<int>("--lines") { Description = "How many of the last lines", DefaultValueFactory = _ => DefaultLines };
        var command = new Command("logs", "Show what a process wrote") { release, process, lines };
        frame.Handle(command, parsed => (Folder: parsed.GetValue(folder)!, Release: parsed.GetValue(release)!, Process: parsed.GetValue(process)!, Lines: parsed.GetValue(lines)), async (o, context) =>
        {
            var client = new LocalServerClient(LocalSite.Of(o.Folder));
            foreach (var line in (await client.LogsAsync(o.Process, o.Release, o.Lines, context.Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                context.Output.Line(line);
            return ResultEvent.Succeeded("local logs");
        });
        return command;
    }
}
