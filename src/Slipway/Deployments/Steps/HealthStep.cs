using Slipway.Deployments.Plans;
using Slipway.Deployments.Proof;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>Proves through the private entrance that the new release answers and is well, and warms it up.</summary>
public sealed record HealthStep : Step
{
    public override async Task RunAsync(StepContext context)
    {
        var plan = context.Plan;
        var health = plan.Health!;
        await HealthGate.WaitAsync(context, plan.Release, health, context.Machine.NextEntrance);
        await context.InsideAsync();
        var wrong = await ReleaseProof.ContradictionAsync(context.Machine, plan.Layout, health, plan.Release, context.Machine.NextEntrance, context.Cancel);
        if (wrong is not null)
            throw new ProblemException(TransactionProblems.WrongRelease(plan.Release, wrong));
        using var client = new EntranceClient(context.Machine.NextEntrance);
        foreach (var page in health.WarmUp)
            await client.GetAsync(page, health.Host, health.Scheme, context.Cancel);
    }
}
