using Slipway.Deployments.Machines;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Deployments.Releases;

/// <summary>Runs a command of the app in its release folder with the release's variables.</summary>
internal static class ReleaseCommand
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>As the deploy user, who owns the release.</summary>
    /// <exception cref="ProblemException">It failed or took too long; its last words are in the problem.</exception>
    public static async Task RunAsync(StepContext context, BuildCommand command, CancellationToken cancel)
    {
        var line = ToCommandLine(context, command, "deploy", context.Machine.DeployFiles);
        ThrowIfFailed(context, command, await Command.RunAsync(context.Machine.AsDeploy(Logged(context, line)), cancel));
    }

    /// <summary>As the run user: what it writes (a database file, a log) is the app's own.</summary>
    /// <exception cref="ProblemException">It failed or took too long; its last words are in the problem.</exception>
    public static async Task RunAsAppAsync(StepContext context, BuildCommand command, CancellationToken cancel)
    {
        var line = ToCommandLine(context, command, "run", context.Machine.RunFiles);
        ThrowIfFailed(context, command, await Command.RunAsync(context.Machine.AsRun(Logged(context, line)), cancel));
    }

    /// <summary>As the run user, for what it prints; the caller judges the status with <see cref="ThrowIfFailed"/>.</summary>
    public static Task<CommandResult> AskAppAsync(StepContext context, BuildCommand command, CancellationToken cancel) =>
        Command.RunAsync(context.Machine.AsRun(ToCommandLine(context, command, "run", context.Machine.RunFiles)), cancel);

    public static void ThrowIfFailed(StepContext context, BuildCommand command, CommandResult result)
    {
        if (!result.Succeeded)
            throw new ProblemException(result.TimedOut
                ? TransactionProblems.CommandTooSlow(command, Words(context, result))
                : TransactionProblems.CommandFailed(command, result.Exit, Words(context, result)));
    }

    private static CommandLine Logged(StepContext context, CommandLine line) =>
        line with
        {
            OnLine = (isError, text) =>
            {
                context.Log(text, isError);
                return default;
            },
        };

    private static CommandLine ToCommandLine(StepContext context, BuildCommand command, string home, FileOwner owner)
    {
        var variables = ReleaseVariables.Of(context).ToDictionary();
        foreach (var (name, value) in command.Variables)
            variables[name] = value;
        variables.TryAdd("PATH", Path);
        variables.TryAdd("HOME", Home(context, home, owner));
        variables.TryAdd("LANG", "C.UTF-8");
        return new CommandLine(command.Command[0], [.. command.Command.Skip(1)])
        {
            Folder = context.ReleaseFolder,
            Variables = variables,
            CleanEnvironment = true,
            Deadline = command.Deadline,
        };
    }

    // Package managers keep their caches there. Not below our own folder, which only root enters.
    private static string Home(StepContext context, string name, FileOwner owner)
    {
        var folder = System.IO.Path.Combine(context.Layout.Homes, name);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            Posix.ChangeMode(folder, FileModes.SecretFolder);
            Posix.ChangeOwner(folder, owner.User, owner.Group);
        }

        return folder;
    }

    private static string Words(StepContext context, CommandResult result)
    {
        var lines = result.LastWords.Split('\n');
        return context.Redactor.Redact(string.Join('\n', lines.TakeLast(20)));
    }
}
