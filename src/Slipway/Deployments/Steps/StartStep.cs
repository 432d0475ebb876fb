using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>Starts the new release's web process beside the old one and points the private entrance to it.</summary>
public sealed record StartStep : Step
{
    public override async Task RunAsync(StepContext context)
    {
        context.Machine.PrepareRunFolder();
        CurrentLink.Point(context.Layout, context.Layout.Next, context.Plan.Release);
        await context.InsideAsync();
        foreach (var process in context.Plan.Processes.Where(p => p.IsWeb))
            await context.Machine.StartAsync(process, context.Plan.Release, context.Cancel);
    }

    /// <summary>Visitors may have begun requests to it once it has served: those are let finish when everything is put back.</summary>
    public override async Task UndoAsync(StepContext context)
    {
        foreach (var process in context.Plan.Processes.Where(p => p.IsWeb && !context.HasServed))
            await context.Machine.StopAsync(process, context.Plan.Release, wait: true, context.Cancel);
        Posix.Unlink(context.Layout.Next);
        CurrentLink.Forget(context.Layout.Next, context.Plan.Release);
    }
}
