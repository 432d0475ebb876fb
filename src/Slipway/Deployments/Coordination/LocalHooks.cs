using Slipway.Deployments.Planning;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;

namespace Slipway.Deployments.Coordination;

/// <summary>Runs the project's own commands on this machine: before the source is read, and after the success.</summary>
public sealed class LocalHooks(AppEnvironment environment, Action<DeploymentEvent> emit, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    /// <param name="folder">Where the source lies: the project's folder, or the export of a git ref.</param>
    /// <exception cref="ProblemException"><c>hook.failed-local</c></exception>
    public async Task BeforeSourceAsync(string folder, CancellationToken cancel)
    {
        foreach (var hook in environment.Hooks.Where(h => h is { Local: true, IsBeforeSource: true }))
            if (await RunAsync(hook, folder, cancel) is { } result)
                throw new ProblemException(PlanProblems.LocalHookFailed(hook, result));
    }

    /// <returns>A problem for each hook that failed or was cancelled: what was deployed stays deployed.</returns>
    public async Task<IReadOnlyList<Problem>> AfterCommitAsync(CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var hook in environment.Hooks.Where(h => h is { Local: true, IsBeforeSource: false }))
        {
            try
            {
                if (await RunAsync(hook, environment.Folder, cancel) is { } result)
                    problems.Add(PlanProblems.LocalHookFailed(hook, result));
            }
            catch (OperationCanceledException)
            {
                problems.Add(PlanProblems.LocalHookCancelled(hook));
            }
        }

        return problems;
    }

    /// <returns>Null when it succeeded.</returns>
    private async Task<CommandResult?> RunAsync(Hook hook, string folder, CancellationToken cancel)
    {
        var (id, title) = ($"hook-local-{hook.When}-{hook.Step}", $"{hook.When} {hook.Step}: {string.Join(' ', hook.Command)}");
        var started = time.GetTimestamp();
        emit(new StepEvent(id, null, title, StepState.Started));
        var result = await Command.RunAsync(
            new CommandLine(hook.Command[0], [.. hook.Command.Skip(1)])
            {
                Folder = folder,
                Deadline = Deadline,
                Variables = new Dictionary<string, string?> { ["SLIPWAY_APP"] = environment.App, ["SLIPWAY_ENVIRONMENT"] = environment.Name },
                OnLine = (isError, line) =>
                {
                    emit(new LogEvent(null, hook.Command[0], line, isError ? LogStream.Err : LogStream.Out));
                    return default;
                },
            },
            cancel);
        emit(new StepEvent(id, null, title, result.Succeeded ? StepState.Done : StepState.Failed, (long)time.GetElapsedTime(started).TotalMilliseconds));
        return result.Succeeded ? null : result;
    }
}
