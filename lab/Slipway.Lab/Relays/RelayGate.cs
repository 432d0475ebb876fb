namespace Slipway.Lab;

/// <summary>Open or closed; those who come while it is closed wait.</summary>
internal sealed class RelayGate
{
    private volatile TaskCompletionSource? closed;

    public void Close() => Interlocked.CompareExchange(ref closed, new(TaskCreationOptions.RunContinuationsAsynchronously), null);

    public void Open() => Interlocked.Exchange(ref closed, null)?.SetResult();

    public async ValueTask PassAsync(CancellationToken cancel)
    {
        while (closed is { } wait) await wait.Task.WaitAsync(cancel);
    }
}
