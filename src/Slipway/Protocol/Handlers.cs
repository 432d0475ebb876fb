using System.Collections.Concurrent;
using System.Text.Json;
using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>Answers the peer's requests: each in its own task, with a token that the peer's cancel or the connection's end triggers.</summary>
internal sealed class Handlers(MessageSender sender, CancellationToken ended)
{
    public const int MaxOpen = 256;

    private readonly ConcurrentDictionary<string, Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReadOnlyMemory<byte>>>> _methods = new();
    private readonly ConcurrentDictionary<uint, CancellationTokenSource> _open = new();

    public void Add(string method, Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReadOnlyMemory<byte>>> handler)
    {
        if (!_methods.TryAdd(method, handler))
            throw new ArgumentException($"{method} has a handler already.", nameof(method));
    }

    public void Start(uint id, byte[] payload)
    {
        var (method, json) = MessageBody.Split(payload);
        var source = CancellationTokenSource.CreateLinkedTokenSource(ended);
        if (!_open.TryAdd(id, source))
            throw ProtocolProblems.Violation($"request {id} was opened twice");
        _ = Task.Run(() => AnswerAsync(id, method, json, source), CancellationToken.None);
    }

    public void Cancel(uint id)
    {
        if (_open.TryGetValue(id, out var source))
            _ = source.CancelAsync();
    }

    private async Task AnswerAsync(uint id, string method, ReadOnlyMemory<byte> json, CancellationTokenSource source)
    {
        var (type, body) = await RunAsync(method, json, source.Token);
        _open.TryRemove(id, out _);
        try
        {
            await sender.SendAsync(type, id, body, ended);
        }
        catch (OperationCanceledException)
        {
            // The connection ended: nobody waits for the answer.
        }
    }

    private async Task<(FrameType, ReadOnlyMemory<byte>)> RunAsync(string method, ReadOnlyMemory<byte> json, CancellationToken cancel)
    {
        try
        {
            if (_open.Count > MaxOpen)
                return Failure(ProtocolProblems.Busy(MaxOpen));
            if (!_methods.TryGetValue(method, out var handler))
                return Failure(ProtocolProblems.UnknownMethod(method));
            var reply = await handler(json, cancel);
            return reply.Length > MessageAssembly.MaxMessage
                ? throw ProtocolProblems.TooLarge($"reply to {method}", reply.Length)
                : (FrameType.Reply, reply);
        }
        catch (ProblemException e)
        {
            return Failure([.. e.Problems]);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Failure(ProtocolProblems.Cancelled);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failure(ProtocolProblems.FilesFailed(method, e));
        }
        catch (Exception e)
        {
            return Failure(ProtocolProblems.Bug(method, e));
        }
    }

    private static (FrameType, ReadOnlyMemory<byte>) Failure(params Problem[] problems) =>
        (FrameType.Failure, JsonSerializer.SerializeToUtf8Bytes(problems, ProtocolJson.Default.ProblemArray));
}
