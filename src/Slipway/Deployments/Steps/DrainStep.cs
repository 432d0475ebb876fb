using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>Lets the old release finish what it has begun, then stops it.</summary>
/// <param name="Longest">The longest that it may take.</param>
public sealed record DrainStep(TimeSpan Longest) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        AfterCommit.Settle(context);
        await context.InsideAsync();
        if (context.Plan.Previous is not { } previous || previous == context.Plan.Release)
            return;
        await OpenRequests.EndAsync(context, previous, Longest);
        foreach (var process in context.Plan.PreviousProcesses)
            await context.Machine.StopAsync(process, previous, wait: process.IsWeb, context.Cancel);
    }
}
