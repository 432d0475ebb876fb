using Slipway.Deployments.Plans;
using Slipway.Deployments.Proof;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Lets the old release finish what it has begun, seen by the connections on its socket, then stops it.
/// At least one second (a request may be between the web server's look at <c>current</c> and its connect), at most <paramref name="Longest"/>.
/// </summary>
public sealed record DrainStep(TimeSpan Longest) : Step
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public override async Task RunAsync(StepContext context)
    {
        AfterCommit.Settle(context);
        if (context.Plan.Previous is not { } previous || previous == context.Plan.Release)
            return;
        var socket = context.Layout.Socket(previous);
        using var longest = new CancellationTokenSource(Longest, context.Time);
        await context.DelayAsync(Shortest < Longest ? Shortest : Longest);
        await context.InsideAsync();
        while (SocketConnections.Count(socket) > 0 && !longest.IsCancellationRequested)
            await context.DelayAsync(Look);
        foreach (var process in context.Plan.PreviousProcesses)
            await context.Machine.StopAsync(process, previous, wait: process.IsWeb, context.Cancel);
    }
}
