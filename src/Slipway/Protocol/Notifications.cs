using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Slipway.Protocol;

/// <summary>Hands notifications to their handlers one after the other, in the order they came, off the reader.</summary>
internal sealed class Notifications
{
    public const int MaxWaiting = 1024;

    private readonly ConcurrentDictionary<string, Func<ReadOnlyMemory<byte>, Task>> _handlers = new();
    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true, SingleWriter = true });
    private readonly AsyncLocal<bool> _inside = new();
    private readonly Lock _gate = new();
    private readonly List<(long Count, TaskCompletionSource Source)> _waiters = [];
    private long _handled;
    private Task _pump = Task.CompletedTask;

    /// <summary>How many have come so far. Written by the reader only.</summary>
    public long Received { get; private set; }

    public void Add(string method, Func<ReadOnlyMemory<byte>, Task> handler) => _handlers[method] = handler;

    /// <param name="onFailed">Called when a handler failed; nothing is handed on after that.</param>
    public void Start(Action<Exception> onFailed) => _pump = Task.Run(() => PumpAsync(onFailed));

    /// <returns>False when too many wait: <see cref="EnqueueAsync"/> then waits for room.</returns>
    public bool TryEnqueue(byte[] payload)
    {
        if (!_queue.Writer.TryWrite(payload))
            return false;
        Received++;
        return true;
    }

    public async ValueTask EnqueueAsync(byte[] payload, CancellationToken cancel)
    {
        await _queue.Writer.WriteAsync(payload, cancel);
        Received++;
    }

    /// <summary>No more will come; waits until all were handled (not when called from a handler).</summary>
    public Task CompleteAsync()
    {
        _queue.Writer.TryComplete();
        return _inside.Value ? Task.CompletedTask : _pump;
    }

    /// <summary>Waits until the first <paramref name="count"/> notifications were handled; at once inside a handler.</summary>
    public Task HandledAsync(long count)
    {
        lock (_gate)
        {
            if (_handled >= count || _inside.Value)
                return Task.CompletedTask;
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, source));
            return source.Task;
        }
    }

    private async Task PumpAsync(Action<Exception> onFailed)
    {
        _inside.Value = true;
        try
        {
            await foreach (var payload in _queue.Reader.ReadAllAsync())
            {
                var (method, json) = MessageBody.Split(payload);
                if (_handlers.TryGetValue(method, out var handler))
                    await handler(json);
                Release(++_handled);
            }
        }
        catch (Exception e)
        {
            _queue.Writer.TryComplete();
            onFailed(e);
        }

        Release(long.MaxValue);
    }

    private void Release(long handled)
    {
        lock (_gate)
        {
            _handled = handled;
            foreach (var (count, source) in _waiters)
            {
                if (count <= handled)
                    source.TrySetResult();
            }

            _waiters.RemoveAll(w => w.Count <= handled);
        }
    }
}
