using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>A command of the project's own, in the release folder as the deploy user.</summary>
public sealed record HookStep(BuildCommand Command) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        await context.InsideAsync();
        await ReleaseCommand.RunAsync(context, Command, context.Cancel);
    }
}
