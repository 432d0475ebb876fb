using System.CommandLine;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary><c>slipway local</c>: the background process behind the <c>local</c> target.</summary>
internal static class LocalCommand
{
    private const int DefaultLines = 50;

    /// <summary>With its subcommands; expected failures leave as <see cref="ProblemException"/>.</summary>
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "The project's folder", DefaultValueFactory = _ => ".", Recursive = true };
        return new Command("local", "The background process that serves a project on this machine")
        {
            folder, Run(folder), Start(folder), Stop(folder), Status(folder), Logs(folder),
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

    private static Command Start(Option<string> folder)
    {
        var command = new Command("start", "Start it in the background unless it runs");
        command.SetAction(async (parsed, cancel) =>
        {
            var client = await LocalServerLauncher.EnsureRunningAsync(LocalSite.Of(parsed.GetValue(folder)!), cancel: cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync((await client.EdgeAsync(cancel: cancel)).ToString());
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Stop(Option<string> folder)
    {
        var command = new Command("stop", "End it and all its processes");
        command.SetAction(async (parsed, cancel) =>
        {
            var client = Client(parsed, folder);
            if (await client.IsRunningAsync(cancel))
                await client.ShutdownAsync(cancel);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Status(Option<string> folder)
    {
        var command = new Command("status", "Show its address and processes");
        command.SetAction(async (parsed, cancel) =>
        {
            var client = Client(parsed, folder);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync((await client.EdgeAsync(cancel: cancel)).ToString());
            foreach (var p in await client.StatusAsync(cancel: cancel))
                await output.WriteLineAsync($"{p.Release}  {p.Process}  {p.State}  pid {p.Pid}  restarts {p.Restarts}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Logs(Option<string> folder)
    {
        var release = new Argument<string>("release") { Description = "Release id" };
        var process = new Argument<string>("process") { Description = "web or a worker's name", DefaultValueFactory = _ => "web" };
        var lines = new Option<int>("--lines") { Description = "How many of the last lines", DefaultValueFactory = _ => DefaultLines };
        var command = new Command("logs", "Show what a process wrote") { release, process, lines };
        command.SetAction(async (parsed, cancel) =>
        {
            var text = await Client(parsed, folder).LogsAsync(parsed.GetValue(process)!, parsed.GetValue(release)!, parsed.GetValue(lines), cancel);
            await parsed.InvocationConfiguration.Output.WriteAsync(text);
            return ExitCodes.Done;
        });
        return command;
    }

    private static LocalServerClient Client(ParseResult parsed, Option<string> folder) => new(LocalSite.Of(parsed.GetValue(folder)!));
}
