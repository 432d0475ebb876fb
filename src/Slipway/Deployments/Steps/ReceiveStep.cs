using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>Waits until the client has sent the content that the store lacks.</summary>
public sealed record ReceiveStep : Step
{
    public override async Task RunAsync(StepContext context)
    {
        await context.InsideAsync();
        await context.Control.ContentAsync(context.Cancel);
    }
}
