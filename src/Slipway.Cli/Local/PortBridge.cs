using System.Net;
using System.Net.Sockets;
using Slipway.Deployments.Machines;
using Slipway.Files;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <summary>Listens on the socket of a release and carries the bytes to a loopback port: what systemd-socket-proxyd does on a server.</summary>
internal sealed class PortBridge : IAsyncDisposable
{
    private const int Backlog = 4096;
    private const int Block = 32 << 10;
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(20);
    private readonly string _path;
    private readonly TimeSpan _patience;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _deaf = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _connections = [];
    private readonly Task _accepting;
    private CancellationTokenSource _instance = new();

    private PortBridge(string path, int port, TimeSpan patience)
    {
        (_path, Port, _patience) = (path, port, patience);
        Posix.Unlink(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(Backlog);
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Being carried now.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
                return _connections.Count;
        }
    }

    /// <param name="patience">How long clients may go on reading when the process behind the port has ended.</param>
    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public static PortBridge Open(string path, int port, TimeSpan patience) => new(path, port, patience);

    /// <summary>To a port that is free now.</summary>
    public static PortBridge Open(string path) => Open(path, FreePort.Find(), TimeSpan.FromSeconds(5));

    /// <summary>The same process, told its port and without a socket of its own.</summary>
    public LocalStart Behind(LocalStart start) => start with
    {
        Socket = null,
        Env = new Dictionary<string, string>(start.Env) { ["PORT"] = $"{Port}" },
    };

    /// <summary>Its connections end now by themselves; those that do not are cut after the patience. New ones are for its successor.</summary>
    public void ProcessEnded()
    {
        lock (_gate)
        {
            _instance.CancelAfter(_patience);
            _instance = new CancellationTokenSource();
        }
    }

    /// <summary>For when the process has ended and will not come back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_deaf.IsCancellationRequested)
            return;
        await _deaf.CancelAsync();
        _listener.Dispose();
        Posix.Unlink(_path);
        await _accepting;
        ProcessEnded();
        Task[] left;
        lock (_gate)
            left = [.. _connections];
        await Task.WhenAll(left);
    }

    private async Task AcceptAsync()
    {
        while (!_deaf.IsCancellationRequested)
        {
            try
            {
                Begin(await _listener.AcceptAsync(_deaf.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(AfterRefusal, TimeProvider.System, CancellationToken.None); // too many open files
            }
        }
    }

    private void Begin(Socket client)
    {
        lock (_gate)
        {
            var connection = CarryAsync(client, _instance.Token);
            _connections.Add(connection);
            connection.ContinueWith(Forget, TaskScheduler.Default);
        }
    }

    private void Forget(Task connection)
    {
        lock (_gate)
            _connections.Remove(connection);
    }

    private async Task CarryAsync(Socket client, CancellationToken instance)
    {
        await Task.Yield();
        using var app = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(instance);
        using (client)
        {
            try
            {
                await app.ConnectAsync(IPAddress.Loopback, Port, end.Token);
                // While nobody listens the kernel may choose that very port for this side, too: it would talk to itself.
                if (!app.LocalEndPoint!.Equals(app.RemoteEndPoint))
                    await Task.WhenAll(RequestsAsync(client, app, end.Token), AnswersAsync(app, client, end));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Nobody listens (yet).
            }
        }
    }

    // An app may refuse the rest of a request and still answer, so its answer does not end with this.
    private static async Task RequestsAsync(Socket client, Socket app, CancellationToken cancel)
    {
        await CopyAsync(client, app, cancel);
        Close(app);
    }

    private static async Task AnswersAsync(Socket app, Socket client, CancellationTokenSource end)
    {
        if (await CopyAsync(app, client, end.Token))
            Close(client);
        else
            await end.CancelAsync();
    }

    /// <returns>True when the sender has said its last.</returns>
    private static async Task<bool> CopyAsync(Socket from, Socket to, CancellationToken cancel)
    {
        var buffer = new byte[Block];
        try
        {
            while (await from.ReceiveAsync(buffer, cancel) is var count and > 0)
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancel);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static void Close(Socket to)
    {
        try
        {
            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It has gone already.
        }
    }
}
