using System.CommandLine;
using System.CommandLine.Invocation;
using Slipway.Cli.Commands;
using Slipway.Cli.Output;
using Slipway.Events;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Cli;

/// <summary>CLI main: parses, runs one action, and turns however it ends into the last line and the exit code.</summary>
internal sealed class CommandRunner(Terminal terminal)
{
    /// <summary>The words after <c>--</c>: they belong to the command that is run, not to us.</summary>
    public IReadOnlyList<string> Rest { get; private set; } = [];

    /// <summary>What is done with a command's options in place of the command itself; null = the command.</summary>
    public Func<object, CommandContext, Task<ResultEvent>>? Instead { get; init; }

    public async Task<int> RunAsync(string[] args)
    {
        if (Array.IndexOf(args, "--") is >= 0 and var dashes)
            (args, Rest) = (args[..dashes], args[(dashes + 1)..]);
        var globals = new GlobalOptions();
        var parse = CommandCatalogue.Create(globals, this, terminal).Parse(args);
        if (parse.Errors.Count > 0 && parse.Action is ParseErrorAction)
            return WrongUsage(parse, args);
        var console = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // signals are ours: see Interrupts
        };
        return await parse.InvokeAsync(console, CancellationToken.None);
    }

    /// <summary>Runs a command's action; the only place of the client that catches everything.</summary>
    public async Task<int> RunAsync(ParseResult parse, GlobalOptions globals, bool yes, Func<CommandContext, Task<ResultEvent>> action)
    {
        var started = terminal.Clock.GetTimestamp();
        var command = CommandCatalogue.NameOf(parse);
        var json = parse.GetValue(globals.Json);
        using var output = terminal.OutputFor(json, parse.GetValue(globals.NoColor));
        using var interrupts = new Interrupts(() => output.Line("Stopping. Press Ctrl+C again to leave at once; the host then undoes alone."), output.Dispose);
        var context = new CommandContext
        {
            Output = output,
            Folder = terminal.Folder,
            ProjectPath = parse.GetValue(globals.Project) is { } file ? Path.GetFullPath(file, terminal.Folder) : null,
            Cancel = interrupts.Token,
            LeaveCtrlC = interrupts.LeaveCtrlC,
            Editor = terminal.Editor,
            Interactive = terminal.IsInteractive && !json,
            Json = json,
            Input = terminal.In,
            Pipes = json ? null : terminal.Pipes,
            Verbose = parse.GetValue(globals.Verbose),
            Yes = yes,
            Clock = terminal.Clock,
        };
        var result = await EndAsync(command, context, action);
        result = result with { Ms = result.Ms ?? (long)terminal.Clock.GetElapsedTime(started).TotalMilliseconds };
        output.Emit(result);
        return result.Exit;
    }

    private async Task<ResultEvent> EndAsync(string command, CommandContext context, Func<CommandContext, Task<ResultEvent>> action)
    {
        try
        {
            return await action(context);
        }
        catch (ProblemException e)
        {
            return Told(command, e.Problems, context);
        }
        catch (OperationCanceledException) when (context.Cancel.IsCancellationRequested)
        {
            return ResultEvent.Of(command, CliProblems.Cancelled());
        }
        catch (Exception e)
        {
            return Told(command, [CliProblems.Bug(e, KeepTrace(e), context.Verbose)], context);
        }
    }

    private static ResultEvent Told(string command, IReadOnlyList<Problem> problems, CommandContext context)
    {
        foreach (var problem in problems)
            context.Output.Emit(new ProblemEvent(problem));
        return ResultEvent.Of(command, problems[0]);
    }

    private string? KeepTrace(Exception e)
    {
        if (terminal.BugFile is not { } file)
            return null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, e.ToString());
            return file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private int WrongUsage(ParseResult parse, string[] args)
    {
        var name = CommandCatalogue.NameOf(parse);
        var detail = string.Join('\n', Misspelt.In(parse) is { Count: > 0 } told ? told : parse.Errors.Select(error => error.Message).Distinct());
        var problem = CliProblems.Usage(detail, name == "" ? "slipway" : "slipway " + name);
        if (args.Contains("--json"))
        {
            using var output = terminal.OutputFor(json: true, noColor: true);
            output.Emit(new ProblemEvent(problem));
            output.Emit(ResultEvent.Of(name, problem));
        }
        else
        {
            terminal.Error.Write($"slipway: {TerminalText.Line(detail)}\n{problem.Remedy}.\n");
        }

        return problem.Exit;
    }
}
