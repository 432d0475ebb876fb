using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Slipway.Deployments.Plans;
using Slipway.Files;
using Slipway.Hosts;

namespace Slipway.Deployments.Transactions;

/// <summary>
/// A transaction's end of its Unix socket: one JSON object a line, events out, words of the client in. Several may listen, all get
/// every event; when the first one, which began the transaction, is gone, the transaction learns it. Sending never waits for a slow listener.
/// </summary>
public sealed class TransactionChannel : IAsyncDisposable
{
    private static readonly TimeSpan NobodyCame = TimeSpan.FromSeconds(20);
    private readonly Socket _listener;
    private readonly string _path;
    private readonly List<Listener> _listeners = [];
    private readonly List<NetworkStream> _streams = [];
    private readonly EventQueue _sent = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<TransactionControl> _control = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;

    private TransactionChannel(Socket listener, string path) => (_listener, _path) = (listener, path);

    public static string PathOf(HostLayout layout, string transaction) => Path.Combine(layout.Run, $"tx-{transaction[..Math.Min(12, transaction.Length)]}.sock");

    public static TransactionChannel Listen(HostLayout layout, string transaction)
    {
        Directory.CreateDirectory(layout.Run);
        var path = PathOf(layout, transaction);
        Posix.Unlink(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Posix.ChangeMode(path, FileModes.Secret);
        socket.Listen(8);
        var channel = new TransactionChannel(socket, path);
        _ = channel.AcceptAsync();
        return channel;
    }

    /// <summary>Tells the process of a transaction that another one waits for the lock.</summary>
    /// <returns>False when it does not listen.</returns>
    public static async Task<bool> TryWantLockAsync(HostLayout layout, string transaction)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(layout, transaction)));
            foreach (var word in (string[])["lock-wanted", "bye"])
                await socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new TransactionOrder(word), DeploymentsJson.Default.TransactionOrder) + "\n"));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>From now on the clients' words reach the transaction, also those that came before.</summary>
    public void Attach(TransactionControl control)
    {
        _control.TrySetResult(control);
        _ = NoticeNobodyAsync(control);
    }

    /// <summary>A client that never comes, or has gone before we could listen to it, is gone too.</summary>
    private async Task NoticeNobodyAsync(TransactionControl control)
    {
        try
        {
            await Task.Delay(NobodyCame, TimeProvider.System, _stop.Token);
            if (_listeners.Count == 0)
                control.ClientGone();
        }
        catch (OperationCanceledException)
        {
            // The transaction has ended.
        }
    }

    public void Send(TransactionEvent what)
    {
        lock (_lock)
        {
            _sent.Add(what);
            foreach (var listener in _listeners)
                listener.Outgoing.Add(what);
        }
    }

    /// <summary>Waits until those who listen have got everything, at most five seconds; a client that is about to connect gets one.</summary>
    public async Task FlushAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            while (_accepted == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
            List<Listener> listeners;
            lock (_lock)
                listeners = [.. _listeners];
            foreach (var listener in listeners)
                listener.Outgoing.Complete();
            await Task.WhenAll(listeners.Select(l => l.Written)).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more: the journal keeps the result.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Posix.Unlink(_path);
        lock (_lock)
            foreach (var stream in _streams)
                stream.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                var listener = new Listener(new NetworkStream(socket, ownsSocket: true), IsFirst: _accepted == 0);
                lock (_lock)
                {
                    foreach (var what in _sent.Copy())
                        listener.Outgoing.Add(what);
                    listener.Written = Task.Run(() => WriteAsync(listener));
                    _listeners.Add(listener);
                    _streams.Add(listener.Stream);
                    _accepted++;
                }

                _ = ReadAsync(listener);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The transaction has ended.
        }
    }

    private static async Task WriteAsync(Listener listener)
    {
        try
        {
            await foreach (var what in listener.Outgoing.TakeAllAsync())
            {
                await listener.Stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(what, DeploymentsJson.Default.TransactionEvent));
                await listener.Stream.WriteAsync("\n"u8.ToArray());
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It went away; its reader notices.
        }
    }

    private async Task ReadAsync(Listener listener)
    {
        var bye = false;
        TransactionControl? control = null;
        try
        {
            using var reader = new StreamReader(listener.Stream, Encoding.UTF8, leaveOpen: true);
            control = await _control.Task.WaitAsync(_stop.Token);
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
                bye |= Obey(control, JsonSerializer.Deserialize(line, DeploymentsJson.Default.TransactionOrder));
        }
        catch (Exception e) when (e is IOException or JsonException or OperationCanceledException or ObjectDisposedException)
        {
            // Taken as gone.
        }

        lock (_lock)
            _listeners.Remove(listener);
        listener.Outgoing.Complete();
        if (listener.IsFirst && !bye && !_stop.IsCancellationRequested)
            control?.ClientGone();
    }

    private static bool Obey(TransactionControl control, TransactionOrder? order)
    {
        switch (order?.Word)
        {
            case "content":
                control.ContentReceived();
                break;
            case "proceed":
                if (Enum.TryParse<Phase>(order.Phase, out var phase))
                    control.Proceed(phase);
                break;
            case "cancel":
                control.Cancel(order.Reason ?? TransactionProblems.CancelledByClient());
                break;
            case "data-settled":
                control.DataSettled();
                break;
            case "lock-wanted":
                control.WantLock();
                break;
            case "bye":
                return true;
        }

        return false;
    }

    private sealed record Listener(NetworkStream Stream, bool IsFirst)
    {
        public EventQueue Outgoing { get; } = new();
        public Task Written { get; set; } = Task.CompletedTask;
    }
}
