using System.Net;
using System.Net.Sockets;

namespace Slipway.Lab;

/// <summary>
/// A TCP relay on 127.0.0.1 that makes the way to a server long, silent or broken.
/// Delay holds each byte back by the same time and does not narrow the stream: what was sent together arrives together.
/// A connection costs one round trip before the first byte goes, as a real one does; TCP's slow start is not simulated.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly Func<CancellationToken, ValueTask<Socket>> connect;
    private readonly CancellationTokenSource end = new();
    private readonly RelayGate gate = new();
    private readonly Lock guard = new();
    private readonly HashSet<RelayConnection> connections = [];
    private readonly Task accepting;
    private bool refusing;
    private long bytesUp;
    private long bytesDown;

    private Relay(Socket listener, Func<CancellationToken, ValueTask<Socket>> connect, TimeSpan oneWay)
    {
        this.listener = listener;
        this.connect = connect;
        OneWayDelay = oneWay;
        accepting = AcceptAsync();
    }

    /// <summary>Time that each byte is under way; a round trip takes two of it. May be changed at any time; bytes under way keep theirs.</summary>
    public TimeSpan OneWayDelay { get; set; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Bytes delivered to the server so far, over all connections.</summary>
    public long BytesUp => Interlocked.Read(ref bytesUp);

    /// <summary>Bytes delivered to the clients so far, over all connections.</summary>
    public long BytesDown => Interlocked.Read(ref bytesDown);

    /// <summary>Connections that are open now.</summary>
    public int Connections
    {
        get
        {
            lock (guard) return connections.Count;
        }
    }

    /// <param name="host">Where to: an address or a name.</param>
    /// <param name="oneWay">13 ms gives a round trip of 26 ms.</param>
    /// <param name="listenPort">0 takes a free one.</param>
    public static Relay Start(string host, int port, TimeSpan oneWay = default, int listenPort = 0)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, listenPort));
        listener.Listen(512);
        return new(listener, cancel => ConnectAsync(host, port, cancel), oneWay);
    }

    /// <summary>Holds everything back from now on, in both directions, without closing anything. New connections are taken and wait.</summary>
    public void Stall() => gate.Close();

    /// <summary>Resets all connections; new ones are reset too until <see cref="Resume"/>.</summary>
    public void Cut()
    {
        lock (guard) refusing = true;
        Drop();
    }

    /// <summary>Resets the present connections; new ones pass.</summary>
    public void Drop()
    {
        lock (guard)
        {
            foreach (var connection in connections.ToArray()) connection.Reset();
        }
    }

    /// <summary>Ends a stall or a cut. What was held back is delivered.</summary>
    public void Resume()
    {
        lock (guard) refusing = false;
        gate.Open();
    }

    /// <summary>Completes when that many bytes have reached the server; to strike in the middle of an upload.</summary>
    public async Task WaitForBytesUpAsync(long bytes, TimeSpan deadline) =>
        await Wait.RequireAsync(() => BytesUp >= bytes, deadline, $"The passing of {bytes} bytes through the relay");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        Drop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync(end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new RelayConnection(client, gate, () => OneWayDelay, n => Interlocked.Add(ref bytesUp, n), n => Interlocked.Add(ref bytesDown, n));
        lock (guard)
        {
            connections.Add(connection);
            if (refusing || end.IsCancellationRequested) connection.Reset();
        }

        await connection.RunAsync(connect);
        lock (guard) connections.Remove(connection);
    }

    private static async ValueTask<Socket> ConnectAsync(string host, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
