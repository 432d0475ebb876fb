using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>Starts the new release's workers and asks the old ones to finish; they may take their stop timeout for it.</summary>
public sealed record WorkersStep : Step
{
    public override async Task RunAsync(StepContext context)
    {
        await Task.WhenAll(Workers(context.Plan.Processes).Select(w => context.Machine.StartAsync(w, context.Plan.Release, context.Cancel)));
        await context.InsideAsync();
        if (context.Plan.Previous is { } previous)
            await Task.WhenAll(Workers(context.Plan.PreviousProcesses).Select(w => context.Machine.StopAsync(w, previous, wait: false, context.Cancel)));
    }

    /// <summary>Old workers that stopped for a freeze start again with its undo, after the data has been put back.</summary>
    public override async Task UndoAsync(StepContext context)
    {
        foreach (var worker in Workers(context.Plan.Processes))
            await context.Machine.StopAsync(worker, context.Plan.Release, wait: true, context.Cancel);
        if (context.Plan.Previous is { } previous && !context.Plan.Steps.Any(s => s is FreezeStep))
            foreach (var worker in Workers(context.Plan.PreviousProcesses))
                await context.Machine.StartAsync(worker, previous, context.Cancel);
    }

    private static IEnumerable<PlannedProcess> Workers(IEnumerable<PlannedProcess> processes) => processes.Where(p => !p.IsWeb);
}
