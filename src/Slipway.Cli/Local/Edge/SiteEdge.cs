using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Files;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local.Edge;

/// <summary>The HTTP side of a site on this machine, the counterpart of nginx: public port and two private sockets.</summary>
internal sealed class SiteEdge(LocalSite site, BoundedLog log) : IAsyncDisposable
{
    private readonly EdgeTraffic _traffic = new();
    private readonly SemaphoreSlim _moving = new(1);
    private EdgeRouter? _router;
    private EdgeListener? _private;
    private EdgeListener? _public;
    private int _port;

    public Uri Url => new($"http://127.0.0.1:{_port}/");

    public IReadOnlyList<ReleaseTraffic> Traffic => _traffic.Snapshot;

    public async Task StartAsync()
    {
        _router = new EdgeRouter(site, _traffic, log);
        var paths = site.Paths;
        Posix.Unlink(paths.Entrance);
        Posix.Unlink(paths.CurrentEntrance);
        _private = await EdgeListener.StartAsync(
            [
                (new UnixDomainSocketEndPoint(paths.Entrance), new Entrance(paths.Next, IsPublic: false)),
                (new UnixDomainSocketEndPoint(paths.CurrentEntrance), new Entrance(paths.Current, IsPublic: false)),
            ],
            _router.HandleAsync);
        var kept = KeptPort();
        _public = kept > 0 ? await TryListenAsync(kept) : null;
        if (_public is not null)
            return;
        if (kept > 0)
            log.Line($"port {kept} is in use; another is chosen");
        await ListenOnAnyAsync();
    }

    /// <summary>Listens on another port, or only says where it listens.</summary>
    /// <exception cref="ProblemException"><c>local.port-in-use</c>; the former port stays.</exception>
    public async Task<Uri> MoveAsync(int? port)
    {
        await _moving.WaitAsync();
        try
        {
            if (port is not { } wanted || wanted == _port)
                return Url;
            var former = _public;
            var moved = await TryListenAsync(wanted) ?? throw new ProblemException(LocalProblems.PortInUse(wanted));
            _public = moved;
            if (former is not null)
                await former.DisposeAsync();
            return Url;
        }
        finally
        {
            _moving.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_public is not null)
            await _public.DisposeAsync();
        if (_private is not null)
            await _private.DisposeAsync();
        _router?.Dispose();
        _moving.Dispose();
    }

    private async Task ListenOnAnyAsync()
    {
        const int attempts = 20;
        for (var i = 0; i < attempts && _public is null; i++)
            _public = await TryListenAsync(FreePort());
        if (_public is null)
            throw new IOException("No free port was found on 127.0.0.1.");
    }

    private async Task<EdgeListener?> TryListenAsync(int port)
    {
        try
        {
            var listener = await EdgeListener.StartAsync([(new IPEndPoint(IPAddress.Loopback, port), new Entrance(site.Paths.Current, IsPublic: true))], _router!.HandleAsync);
            _port = port;
            AtomicFile.Write(site.PortFile, port.ToString(CultureInfo.InvariantCulture));
            return listener;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return null;
        }
    }

    private int KeptPort() =>
        File.Exists(site.PortFile) && int.TryParse(File.ReadAllText(site.PortFile), out var port) && port is > 0 and < 65536 ? port : 0;

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
