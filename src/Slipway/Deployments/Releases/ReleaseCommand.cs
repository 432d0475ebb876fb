using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Deployments.Releases;

/// <summary>Runs a command of the app in its release folder as the deploy user, with the release's variables.</summary>
internal static class ReleaseCommand
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <exception cref="ProblemException">It failed or took too long; its last words are in the problem.</exception>
    public static async Task<CommandResult> RunAsync(StepContext context, BuildCommand command, CancellationToken cancel, bool quiet = false)
    {
        var result = await Command.RunAsync(context.Machine.AsDeploy(ToCommandLine(context, command, quiet)), cancel);
        if (result.Succeeded)
            return result;
        throw new ProblemException(result.TimedOut
            ? TransactionProblems.CommandTooSlow(command, Words(context, result))
            : TransactionProblems.CommandFailed(command, result.Exit, Words(context, result)));
    }

    private static CommandLine ToCommandLine(StepContext context, BuildCommand command, bool quiet)
    {
        var variables = ReleaseVariables.Of(context).ToDictionary();
        foreach (var (name, value) in command.Variables)
            variables[name] = value;
        variables.TryAdd("PATH", Path);
        variables.TryAdd("HOME", context.WorkFolder);
        variables.TryAdd("LANG", "C.UTF-8");
        return new CommandLine(command.Command[0], [.. command.Command.Skip(1)])
        {
            Folder = context.ReleaseFolder,
            Variables = variables,
            CleanEnvironment = true,
            Deadline = command.Deadline,
            OnLine = quiet ? null : (isError, line) => context.Log(line, isError),
        };
    }

    private static string Words(StepContext context, CommandResult result)
    {
        var lines = result.LastWords.Split('\n');
        return context.Redactor.Redact(string.Join('\n', lines.TakeLast(20)));
    }
}
