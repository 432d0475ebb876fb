using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>Lets the old release, and whatever else still runs without serving, finish what it has begun, then stops it.</summary>
/// <param name="Longest">The longest that it may take.</param>
public sealed record DrainStep(TimeSpan Longest) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        AfterCommit.Settle(context);
        await context.InsideAsync();
        var left = await Departures.EndAsync(context, Longest);
        if (left.Count > 0)
            context.Log($"another transaction begins and lets {string.Join(", ", left)} finish");
    }
}
