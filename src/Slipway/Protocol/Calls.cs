using System.Collections.Concurrent;
using System.Text.Json;
using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>Our requests that wait for their reply.</summary>
internal sealed class Calls
{
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<CallReply>> _waiting = new();
    private uint _last;
    private Problem? _ended;

    /// <param name="reply">Completes with the reply, or fails with the peer's problems or the connection's end.</param>
    public uint Open(out Task<CallReply> reply)
    {
        var id = Interlocked.Increment(ref _last);
        var source = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Volatile.Read(ref _ended) is { } problem)
            source.TrySetException(new ProblemException(problem));
        reply = source.Task;
        return id;
    }

    /// <returns>False when it was already answered.</returns>
    public bool Forget(uint id) => _waiting.TryRemove(id, out _);

    public void Complete(uint id, CallReply reply)
    {
        if (_waiting.TryRemove(id, out var source))
            source.TrySetResult(reply);
    }

    public void Fail(uint id, byte[] problems)
    {
        if (!_waiting.TryRemove(id, out var source))
            return;
        try
        {
            source.TrySetException(new ProblemException(JsonSerializer.Deserialize(problems, ProtocolJson.Default.ProblemArray)!));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NullReferenceException)
        {
            source.TrySetException(ProtocolProblems.Violation($"a failure that cannot be read: {e.Message}"));
        }
    }

    public void End(Problem problem)
    {
        Volatile.Write(ref _ended, problem);
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var source))
                source.TrySetException(new ProblemException(problem));
        }
    }
}
