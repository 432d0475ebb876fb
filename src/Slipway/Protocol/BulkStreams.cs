using System.Collections.Concurrent;
using System.Text;
using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>The open bulk streams of a connection, both directions. Incoming ones wait under their name until they are accepted.</summary>
internal sealed class BulkStreams(Outbox outbox)
{
    /// <summary>How many bytes a sender may be ahead of the receiver, for each stream. 4 MiB fill 40 MB/s at 100 ms.</summary>
    public const int Window = 4 * 1024 * 1024;

    private const int MaxWaiting = 64;
    private readonly ConcurrentDictionary<uint, BulkWriter> _outgoing = new();
    private readonly Dictionary<uint, BulkReader> _incoming = [];
    private readonly Dictionary<string, TaskCompletionSource<BulkReader>> _byName = [];
    private readonly Lock _gate = new();
    private uint _last;
    private Problem? _ended;

    public async ValueTask<BulkWriter> OpenAsync(string name, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref _last);
        var writer = _outgoing[id] = new BulkWriter(outbox, id, name, forgotten => _outgoing.TryRemove(forgotten, out _));
        if (Volatile.Read(ref _ended) is { } problem)
            throw new ProblemException(problem);
        await outbox.SendAsync(Lane.Message, OutFrame.Make(FrameType.BulkOpen, id, Encoding.UTF8.GetBytes(name)), cancel);
        return writer;
    }

    /// <summary>The incoming stream of that name: at once when it is open, else when the peer opens it.</summary>
    public async Task<BulkReader> AcceptAsync(string name, CancellationToken cancel)
    {
        TaskCompletionSource<BulkReader> source;
        lock (_gate)
        {
            if (_ended is { } problem)
                throw new ProblemException(problem);
            source = Slot(name);
        }

        var reader = await source.Task.WaitAsync(cancel);
        lock (_gate)
            _byName.Remove(name);
        return reader;
    }

    public void Opened(uint id, string name)
    {
        lock (_gate)
        {
            var reader = new BulkReader(outbox, id, name);
            if (_byName.Count >= MaxWaiting || !_incoming.TryAdd(id, reader) || !Slot(name).TrySetResult(reader))
                throw ProtocolProblems.Violation($"the stream {name} cannot be opened: it is open already, or {MaxWaiting} wait");
        }
    }

    /// <summary>The incoming stream; null when we refused it and the peer does not know yet.</summary>
    public BulkReader? Incoming(uint id, bool last = false)
    {
        lock (_gate)
        {
            var found = _incoming.GetValueOrDefault(id);
            if (last)
                _incoming.Remove(id);
            return found;
        }
    }

    public BulkWriter? Outgoing(uint id) => _outgoing.GetValueOrDefault(id);

    public void End(Problem problem)
    {
        lock (_gate)
        {
            _ended = problem;
            var failure = new ProblemException(problem);
            foreach (var reader in _incoming.Values)
                reader.Complete(failure);
            foreach (var source in _byName.Values)
                source.TrySetException(failure);
        }

        foreach (var writer in _outgoing.Values)
            writer.Fail(problem);
    }

    private TaskCompletionSource<BulkReader> Slot(string name)
    {
        if (!_byName.TryGetValue(name, out var source))
            _byName[name] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return source;
    }
}
