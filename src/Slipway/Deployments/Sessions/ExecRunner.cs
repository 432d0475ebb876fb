using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Secrets;

namespace Slipway.Deployments.Sessions;

/// <summary>Runs a person's command in the serving release with its variables; secrets are taken out of the output.</summary>
internal sealed class ExecRunner(AgentHost host)
{
    public async Task<int> RunAsync(ExecRequest request, Func<bool, string, ValueTask> tell, CancellationToken cancel)
    {
        var (command, secrets) = CommandOf(request);
        var redactor = new Redactor(secrets);
        command = command with { OnLine = (isError, line) => tell(isError, redactor.Redact(line)) };
        return await EndAsync(await Command.RunAsync(command, cancel), redactor, tell);
    }

    /// <param name="input">Null = empty.</param>
    /// <param name="output">Gets standard output byte by byte; secrets are taken out.</param>
    /// <param name="tell">Gets lines of standard error.</param>
    public async Task<int> RunBytesAsync(ExecRequest request, Stream? input, Stream output, Func<bool, string, ValueTask> tell, CancellationToken cancel)
    {
        var (command, secrets) = CommandOf(request);
        var redactor = new Redactor(secrets);
        // Its end is the end of standard output: who keeps our input open must not keep it from ending.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var result = await StreamCommand.RunAsync(
            command with { OnLine = (isError, line) => tell(isError, redactor.Redact(line)) },
            input is null ? null : (stream, _) => CopyAsync(input, stream, ended.Token),
            async (stream, token) =>
            {
                await new RedactedBytes(secrets, output).CopyAsync(stream, token);
                await ended.CancelAsync();
            },
            cancel);
        return await EndAsync(result, redactor, tell);
    }

    private static async Task CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        try
        {
            var buffer = new byte[1 << 16];
            for (int count; (count = await from.ReadAsync(buffer, cancel)) > 0;)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), cancel);
                await to.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The command has ended.
        }
    }

    private static async Task<int> EndAsync(CommandResult result, Redactor redactor, Func<bool, string, ValueTask> tell)
    {
        if (result is { Exit: 127, Output: "" } && result.Errors.Length > 0)
            await tell(true, redactor.Redact(result.Errors));
        return result.Exit;
    }

    private (CommandLine Command, IReadOnlyList<Secret> Secrets) CommandOf(ExecRequest request)
    {
        var layout = request.Layout;
        var release = CurrentLink.Read(layout.Current) ?? throw new ProblemException(SessionProblems.NothingServes(layout.Key));
        var machine = host.Machine(layout, request.DeployUser, request.RunUser);
        var description = ReleaseDescription.Read(layout.Release(release)) ?? throw new ProblemException(SessionProblems.NothingServes(layout.Key));
        var all = new ReleaseVariables(layout, release, description.Env, description.Variables);
        var variables = all.ToDictionary();
        variables.TryAdd("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        var command = new CommandLine(request.Command[0], [.. request.Command.Skip(1)])
        {
            Folder = layout.Release(release),
            Variables = variables,
            CleanEnvironment = true,
            Deadline = TimeSpan.FromHours(4),
        };
        return (request.AsRunUser ? machine.AsRun(command) : machine.AsDeploy(command), all.Secrets);
    }
}
