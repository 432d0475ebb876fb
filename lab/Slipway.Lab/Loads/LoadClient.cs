namespace Slipway.Lab;

/// <summary>
/// An HTTP/1.1 client that puts load on a server and sees each failure: keep-alive connections, no retry, no redirects.
/// A connection that the server closes is a failure unless it had announced <c>Connection: close</c>.
/// </summary>
public sealed class LoadClient : IAsyncDisposable
{
    private readonly LoadOptions options;
    private readonly LoadCounts counts = new();
    private readonly CancellationTokenSource stop = new();
    private long tickets;

    private LoadClient(LoadOptions options) => this.options = options;

    /// <summary>Completes with the report when the run has ended by count, by time or by <see cref="StopAsync"/>.</summary>
    public Task<LoadReport> Completion { get; private set; } = null!;

    /// <summary>The report so far.</summary>
    public LoadReport Report => counts.Report();

    /// <exception cref="ArgumentException">No request, or no connection.</exception>
    public static LoadClient Start(LoadOptions options)
    {
        if (options.Requests.Count == 0 || options.Connections < 1) throw new ArgumentException("A load needs a request and a connection.", nameof(options));
        var client = new LoadClient(options);
        client.Completion = client.RunAsync();
        return client;
    }

    /// <summary>Finishes the requests under way, starts no others, and reports.</summary>
    public async Task<LoadReport> StopAsync()
    {
        await stop.CancelAsync();
        return await Completion;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task<LoadReport> RunAsync()
    {
        stop.CancelAfter(options.MaxTime);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(i => Task.Run(() => ConnectionAsync(i))));
        return counts.Report();
    }

    private async Task ConnectionAsync(int number)
    {
        using var connection = new LoadConnection(options.Server);
        for (var turn = number; !stop.IsCancellationRequested && Interlocked.Increment(ref tickets) <= options.MaxRequests; turn++)
        {
            await AskAsync(connection, options.Requests[turn % options.Requests.Count]);
            if (options.Pause > TimeSpan.Zero) await Task.Delay(options.Pause, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task AskAsync(LoadConnection connection, LoadRequest request)
    {
        var start = TimeProvider.System.GetTimestamp();
        var outcome = await connection.AskAsync(request, options.RequestDeadline);
        var took = TimeProvider.System.GetElapsedTime(start);
        if (outcome.Failure is { } kind) counts.Failed(request, kind, took);
        else if (outcome.Status is < 200 or > 299) counts.Failed(request, $"status {outcome.Status}", took);
        else if (options.Validate?.Invoke(request, outcome.Status, outcome.Body.Span) == false) counts.Mixed(request, outcome.Body.Span, took);
        else counts.Answered(took);
        if (connection.CloseIfAnnounced()) counts.Reconnected();
        if (outcome.Failure == "refused") await Task.Delay(10); // a server that is not there must not make a busy loop
    }
}
