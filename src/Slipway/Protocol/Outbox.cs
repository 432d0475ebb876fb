namespace Slipway.Protocol;

/// <summary>Frames that wait to be written. Control frames never wait for room; the other lanes hold a bounded number.</summary>
internal sealed class Outbox : IDisposable
{
    private const int MessageRoom = 256;
    private const int BulkRoom = 16;

    private readonly Queue<(OutFrame Frame, bool Counted)>[] _lanes = [new(), new(), new()];
    private readonly SemaphoreSlim?[] _room = [null, new(MessageRoom), new(BulkRoom)];
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly CancellationTokenSource _closed = new();
    private bool _finished;

    /// <summary>Queues one of the small frames that never wait for room, behind what its lane holds already.</summary>
    public void Post(OutFrame frame, Lane lane = Lane.Control) => Enqueue(lane, frame, counted: false);

    /// <summary>Queues the last frame, behind everything that waits. What is queued later is dropped.</summary>
    public void Finish(OutFrame last) => Enqueue(Lane.Bulk, last, counted: false, last: true);

    /// <summary>Queues a frame as soon as its lane has room.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the outbox was closed.</exception>
    public async ValueTask SendAsync(Lane lane, OutFrame frame, CancellationToken cancel)
    {
        var room = _room[(int)lane];
        try
        {
            if (room is not null && !room.Wait(0, CancellationToken.None))
                await WaitAsync(room, cancel);
            _closed.Token.ThrowIfCancellationRequested();
        }
        catch
        {
            frame.Return();
            throw;
        }

        Enqueue(lane, frame, counted: true);
    }

    /// <summary>The next frame to write, highest lane first. One caller only.</summary>
    public async ValueTask<OutFrame> NextAsync()
    {
        if (!_waiting.Wait(0, CancellationToken.None))
            await _waiting.WaitAsync(_closed.Token);
        return Dequeue();
    }

    public bool TryNext(out OutFrame frame)
    {
        var any = _waiting.Wait(0);
        frame = any ? Dequeue() : default;
        return any;
    }

    /// <summary>Nothing is sent from now on: senders and the writer are released.</summary>
    public void Close() => _closed.Cancel();

    public void Dispose()
    {
        _closed.Dispose();
        _waiting.Dispose();
    }

    private async Task WaitAsync(SemaphoreSlim room, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _closed.Token);
        await room.WaitAsync(either.Token);
    }

    private void Enqueue(Lane lane, OutFrame frame, bool counted, bool last = false)
    {
        lock (_lanes)
        {
            if (_finished)
            {
                frame.Return();
                return;
            }

            _finished = last;
            _lanes[(int)lane].Enqueue((frame, counted));
        }

        _waiting.Release();
    }

    private OutFrame Dequeue()
    {
        lock (_lanes)
        {
            for (var lane = 0; ; lane++)
            {
                if (!_lanes[lane].TryDequeue(out var next))
                    continue;
                if (next.Counted)
                    _room[lane]?.Release();
                return next.Frame;
            }
        }
    }
}
