using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>Commands in the release folder as the deploy user; those that do not wait for one another run at the same time.</summary>
public sealed record BuildStep(IReadOnlyList<BuildCommand> Commands) : Step
{
    /// <summary>Folders that the web server reads.</summary>
    public IReadOnlyList<string> Public { get; init; } = [];

    /// <summary>Folders that are not the release's own: shared ones and those that the run user writes.</summary>
    public IReadOnlyList<string> Mutable { get; init; } = [];

    public override async Task RunAsync(StepContext context)
    {
        var done = new Dictionary<string, Task>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancel);
        foreach (var command in Commands)
        {
            var before = command.After.Select(name => done[name]).ToList();
            done[command.Name] = RunAfterAsync(context, command, before, stop);
        }

        await Task.WhenAll([.. done.Values, context.InsideAsync()]);
        DependencyFolder.Save(context, Commands);
        BuiltModes.Settle(context.ReleaseFolder, Public, Mutable);
    }

    private static async Task RunAfterAsync(StepContext context, BuildCommand command, IReadOnlyList<Task> before, CancellationTokenSource stop)
    {
        await Task.WhenAll(before);
        try
        {
            if (!DependencyFolder.TryRestore(context, command))
                await ReleaseCommand.RunAsync(context, command, stop.Token);
        }
        catch (ProblemException)
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
