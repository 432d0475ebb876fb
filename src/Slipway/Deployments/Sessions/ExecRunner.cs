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
        var layout = request.Layout;
        var release = CurrentLink.Read(layout.Current) ?? throw new ProblemException(SessionProblems.NothingServes(layout.Key));
        var machine = host.Machine(layout, request.DeployUser, request.RunUser);
        var description = ReleaseDescription.Read(layout.Release(release)) ?? throw new ProblemException(SessionProblems.NothingServes(layout.Key));
        var all = new ReleaseVariables(layout, release, description.Env, description.Variables);
        var redactor = new Redactor(all.Secrets);
        var variables = all.ToDictionary();
        variables.TryAdd("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        var command = new CommandLine(request.Command[0], [.. request.Command.Skip(1)])
        {
            Folder = layout.Release(release),
            Variables = variables,
            CleanEnvironment = true,
            Deadline = TimeSpan.FromHours(4),
            OnLine = (isError, line) => tell(isError, redactor.Redact(line)),
        };
        var result = await Command.RunAsync(request.AsRunUser ? machine.AsRun(command) : machine.AsDeploy(command), cancel);
        if (result is { Exit: 127, Output: "" } && result.Errors.Length > 0)
            await tell(true, redactor.Redact(result.Errors));
        return result.Exit;
    }
}
