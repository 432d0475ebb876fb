using Slipway.Deployments.Proof;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Requests that a release has begun and still answers, seen by the connections on its socket: the web server makes one for each
/// request when it has the whole of it, and keeps none.
/// </summary>
internal static class OpenRequests
{
    // A request may be between the web server's look at who serves and its connect.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until they have ended: at least one second, at most <paramref name="longest"/>, both from the moment that no new ones came.</summary>
    /// <param name="since">How long ago that was.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many go on.</returns>
    public static async Task<int> EndAsync(StepContext context, string release, TimeSpan longest, TimeSpan since, CancellationToken cancel)
    {
        var socket = context.Layout.Socket(release);
        var left = longest > since ? longest - since : TimeSpan.Zero;
        using var limit = new CancellationTokenSource(left, context.Time);
        if (Shortest > since)
            await Task.Delay(Shortest - since < left ? Shortest - since : left, context.Time, cancel);
        var open = SocketConnections.Count(socket);
        if (open > 0)
            context.Log($"waits for {open} {(open == 1 ? "request" : "requests")} to {release}, at most {left.TotalSeconds:0} s");
        for (; open > 0 && !limit.IsCancellationRequested; open = SocketConnections.Count(socket))
            await Task.Delay(Look, context.Time, cancel);
        return open;
    }
}
