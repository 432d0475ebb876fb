using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Slipway.Problems;

namespace Slipway.Protocol;

/// <summary>
/// Requests, notifications and bulk streams over two byte streams; the same on both ends. docs/protocol.md is the contract.
/// Register handlers, then <see cref="StartAsync"/>; end with <see cref="ByeAsync"/>. All members may be used from any thread.
/// </summary>
public sealed class FrameConnection : IAsyncDisposable
{
    private static readonly TimeSpan ByeDeadline = TimeSpan.FromSeconds(5);

    private readonly PipeReader _input;
    private readonly Stream _output;
    private readonly ProtocolOptions _options;
    private readonly Outbox _outbox = new();
    private readonly Calls _calls = new();
    private readonly Notifications _notifications = new();
    private readonly BulkStreams _bulk;
    private readonly MessageSender _sender;
    private readonly Handlers _handlers;
    private readonly KeepAlive _keepAlive;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<ConnectionEnd> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _lastNotification;
    private volatile bool _saidBye;
    private ConnectionEnd? _end;
    private Task _reading = Task.CompletedTask;
    private int _endings;

    /// <param name="input">What the peer sends. Disposed with the connection.</param>
    /// <param name="output">What the peer reads. Disposed with the connection.</param>
    /// <param name="options">Null = the defaults.</param>
    public FrameConnection(Stream input, Stream output, ProtocolOptions? options = null)
        : this(Reader(input), output, options) { }

    internal FrameConnection(PipeReader input, Stream output, ProtocolOptions? options = null)
    {
        _input = input;
        _output = output;
        _options = options ?? new ProtocolOptions();
        _bulk = new BulkStreams(_outbox);
        _sender = new MessageSender(_outbox);
        _handlers = new Handlers(_sender, _ended.Token);
        _keepAlive = new KeepAlive(_options, _outbox);
    }

    /// <summary>What the peer said of itself; empty before <see cref="StartAsync"/>.</summary>
    public string PeerGreeting { get; private set; } = "";

    /// <summary>How the connection ended, once all notifications that came were handled. Never fails.</summary>
    public Task<ConnectionEnd> Completion => _completion.Task;

    /// <summary>Cancelled as soon as the connection has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Answers requests of that name. A <see cref="ProblemException"/> travels to the caller as it is; its token is cancelled when the caller gives up or the connection ends.</summary>
    /// <param name="types">Knows both; asked when the first request comes, because each type costs time at the start.</param>
    public void Handle<TRequest, TReply>(string method, JsonSerializerContext types, Func<TRequest, CancellationToken, Task<TReply>> handler) =>
        _handlers.Add(method, async (json, cancel) =>
        {
            var reply = await handler(MessageBody.Read(method, json.Span, TypeIn<TRequest>(types)), cancel);
            return JsonSerializer.SerializeToUtf8Bytes(reply, TypeIn<TReply>(types));
        });

    /// <summary>Handles notifications of that name, one at a time, in the order sent. Those without a handler are dropped.</summary>
    public void OnNotification<T>(string method, JsonTypeInfo<T> type, Func<T, Task> handler) =>
        _notifications.Add(method, json => handler(MessageBody.Read(method, json.Span, type)));

    /// <summary>Exchanges hellos and begins to read and write.</summary>
    /// <exception cref="ProblemException">The peer did not greet in time, or not at all.</exception>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        try
        {
            await WithinAsync("hello", _options.HelloDeadline, async limit =>
            {
                var line = _output.WriteAsync(Hello.Line(_options.Greeting), limit).AsTask();
                PeerGreeting = await Hello.ReadAsync(_input, _options.MaxNoise, limit);
                await line;
                await _output.FlushAsync(limit);
                return true;
            }, cancel);
        }
        catch (IOException e)
        {
            throw new ProblemException(ProtocolProblems.EndOfInput(e.Message), e);
        }

        _keepAlive.Heard();
        _notifications.Start(e => _ = EndAsync(new ConnectionEnd(ConnectionEndReason.ProtocolError, ProtocolProblems.HandlerFailed(e))));
        _reading = Task.Run(ReadAsync, CancellationToken.None);
        _ = Task.Run(WriteAsync, CancellationToken.None);
        _ = Task.Run(WatchAsync, CancellationToken.None);
    }

    /// <summary>
    /// Sends a request and waits for its reply. Notifications that the peer sent before the reply have been handled when this
    /// returns (unless it is called from a notification's handler).
    /// </summary>
    /// <exception cref="ProblemException">The peer's problems; <c>protocol.deadline</c>; the end of the connection.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: the peer was told and its answer is not waited for.</exception>
    public async Task<TReply> CallAsync<TRequest, TReply>(
        string method, TRequest body, JsonTypeInfo<TRequest> request, JsonTypeInfo<TReply> reply, TimeSpan deadline, CancellationToken cancel = default)
    {
        var payload = MessageBody.Write(method, body, request);
        if (payload.Length > MessageAssembly.MaxMessage)
            throw ProtocolProblems.TooLarge(method, payload.Length);
        var id = _calls.Open(out var answer);
        var sending = Task.CompletedTask;
        try
        {
            var json = await WithinAsync(method, deadline, async limit =>
            {
                await (sending = SendAsync(FrameType.Request, id, payload, limit).AsTask());
                var arrived = await answer.WaitAsync(limit);
                await _notifications.HandledAsync(arrived.After).WaitAsync(limit);
                return arrived.Json;
            }, cancel);
            return MessageBody.Read(method, json, reply);
        }
        finally
        {
            if (_calls.Forget(id))
                _ = CancelAfterAsync(sending, id, MessageSender.LaneOf(FrameType.Request, payload.Length));
        }
    }

    /// <summary>Tells the peer something; waits only while the peer is too slow to take it. At most 1 MiB.</summary>
    /// <exception cref="ProblemException">The connection has ended.</exception>
    public async ValueTask NotifyAsync<T>(string method, T body, JsonTypeInfo<T> type, CancellationToken cancel = default)
    {
        var payload = MessageBody.Write(method, body, type);
        if (payload.Length > 1024 * 1024)
            throw ProtocolProblems.TooLarge(method, payload.Length);
        await SendAsync(FrameType.Notification, Interlocked.Increment(ref _lastNotification), payload, cancel);
    }

    /// <summary>Opens a stream to the peer, who finds it by its name with <see cref="AcceptBulkAsync"/>. Finish with <see cref="BulkWriter.CompleteAsync"/>.</summary>
    public ValueTask<BulkWriter> OpenBulkAsync(string name, CancellationToken cancel = default) => _bulk.OpenAsync(name, cancel);

    /// <summary>The peer's stream of that name; waits until it is opened. Each name is accepted once.</summary>
    public Task<BulkReader> AcceptBulkAsync(string name, TimeSpan deadline, CancellationToken cancel = default) =>
        WithinAsync($"stream {name}", deadline, limit => _bulk.AcceptAsync(name, limit), cancel);

    /// <summary>Sends what is queued, says bye and waits (at most 5 s) until the peer has gone.</summary>
    public async Task ByeAsync()
    {
        _saidBye = true;
        _outbox.Finish(OutFrame.Make(FrameType.Bye, 0));
        await Task.WhenAny(Completion, Task.Delay(ByeDeadline, _options.Time, CancellationToken.None));
    }

    /// <summary>Ends the connection now, without a bye unless one was said, and closes both streams.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(new ConnectionEnd(_saidBye ? ConnectionEndReason.Bye : ConnectionEndReason.Closed, _saidBye ? null : ProtocolProblems.Closed));
        await _output.DisposeAsync();
        _ = _reading.ContinueWith(_ => _input.Complete(), TaskScheduler.Default);
    }

    private static JsonTypeInfo<T> TypeIn<T>(JsonSerializerContext types) =>
        (JsonTypeInfo<T>?)types.GetTypeInfo(typeof(T)) ?? throw new ArgumentException($"{types.GetType().Name} does not know {typeof(T).Name}", nameof(types));

    private static PipeReader Reader(Stream input) =>
        PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 2 * FrameHeader.MaxPayload, minimumReadSize: FrameHeader.MaxPayload));

    private async ValueTask SendAsync(FrameType type, uint id, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        try
        {
            await _sender.SendAsync(type, id, payload, cancel);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new ProblemException(ProtocolProblems.Ended(_end!));
        }
    }

    // In the lane of its request, so that it cannot come before it.
    private async Task CancelAfterAsync(Task sending, uint id, Lane lane)
    {
        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
        _outbox.Post(OutFrame.Make(FrameType.Cancel, id), lane);
    }

    private async Task<T> WithinAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T>> action, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(deadline, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            return await action(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw ProtocolProblems.Deadline(what, deadline);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await new FrameWriter(_outbox, _output).RunAsync(_ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            await EndAsync(LostPeer($"the other end takes no more: {e.Message}"));
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var dispatch = new FrameDispatch(_calls, _handlers, _notifications, _bulk, _keepAlive);
            var bye = await new FrameReader(_input, _keepAlive).RunAsync(dispatch.OnFrameAsync, _ended.Token);
            await EndAsync(bye ? new ConnectionEnd(ConnectionEndReason.Bye) : LostPeer("the other end closed it"));
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
        catch (ProblemException e)
        {
            await EndAsync(new ConnectionEnd(ConnectionEndReason.ProtocolError, e.Problem));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            await EndAsync(LostPeer(e.Message));
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await _keepAlive.WatchAsync(_ended.Token);
            await EndAsync(new ConnectionEnd(ConnectionEndReason.Silence, ProtocolProblems.Silence(_options.SilenceLimit)));
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }

    private ConnectionEnd LostPeer(string detail) =>
        _saidBye ? new ConnectionEnd(ConnectionEndReason.Bye) : new ConnectionEnd(ConnectionEndReason.EndOfInput, ProtocolProblems.EndOfInput(detail));

    private async Task EndAsync(ConnectionEnd end)
    {
        if (Interlocked.Exchange(ref _endings, 1) != 0)
            return;
        _end = end;
        var problem = ProtocolProblems.Ended(end);
        _calls.End(problem);
        _bulk.End(problem);
        await _ended.CancelAsync();
        _outbox.Close();
        await _notifications.CompleteAsync();
        _completion.TrySetResult(end);
    }
}
