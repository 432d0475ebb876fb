using Slipway.Deployments.Proof;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Requests that a release has begun and still answers, seen by the connections on its socket: the web server makes one for each
/// request and keeps none.
/// </summary>
internal static class OpenRequests
{
    // A request may be between the web server's look at who serves and its connect.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until they have ended: at least one second, at most <paramref name="longest"/>.</summary>
    /// <returns>How many go on.</returns>
    public static async Task<int> EndAsync(StepContext context, string release, TimeSpan longest)
    {
        var socket = context.Layout.Socket(release);
        using var limit = new CancellationTokenSource(longest, context.Time);
        await context.DelayAsync(Shortest < longest ? Shortest : longest);
        var open = SocketConnections.Count(socket);
        if (open > 0)
            context.Log($"waits for {open} {(open == 1 ? "request" : "requests")} to {release}, at most {longest.TotalSeconds:0} s");
        for (; open > 0 && !limit.IsCancellationRequested; open = SocketConnections.Count(socket))
            await context.DelayAsync(Look);
        return open;
    }
}
