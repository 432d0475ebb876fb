using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Slipway.Cli.Local;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Proof;
using Slipway.Hosts.Local;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Local;

public sealed class PortBridgeTest : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder = new();

    private string Path => _folder["app.sock"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task App_on_a_port_is_reached_through_the_socket_of_its_release()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployOnPortAsync("one");
        site.Switch("one");
        Assert.Equal("one GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(site.At("/echo")) { Scheme = "ws" }.Uri, Cancel);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        var buffer = new byte[16];
        Assert.Equal("hello"u8.ToArray(), buffer[..(await socket.ReceiveAsync(buffer, Cancel)).Count]);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        Assert.Equal("one", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task Restart_keeps_the_port()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployOnPortAsync("one");
        site.Switch("one");
        var first = await site.StatusAsync("one");

        using var cut = await site.Http.GetAsync(site.At("/crash"), Cancel);
        Assert.Equal(502, (int)cut.StatusCode);
        await TestSite.UntilAsync("a second instance listens", async () => await site.StatusAsync("one") is { Listening: true, Restarts: 1 });

        Assert.NotNull(first.Port);
        Assert.Equal(first.Port, (await site.StatusAsync("one")).Port);
        Assert.Equal("one GET /", (await TestSite.GetAsync(site.Http, site.At("/"))).Body);
    }

    [Fact]
    public async Task Process_that_is_stopped_takes_its_socket_with_it()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployOnPortAsync("one");
        await site.Client.StopAsync("web", "one", "SIGTERM", Soon, Cancel);
        Assert.False(File.Exists(site.Site.Paths.Socket("one")));
        Assert.Equal(0, SocketConnections.Count(site.Site.Paths.Socket("one")));
    }

    [Fact]
    public async Task Process_that_does_not_listen_yet_is_not_said_to()
    {
        await using var site = await TestSite.ServeAsync();
        var folder = site.NewRelease("one");
        await site.Client.StartAsync(site.App("one") with { Command = ["sleep", "60"], Folder = folder, Port = true }, Cancel);
        Assert.False((await site.StatusAsync("one")).Listening);
    }

    [Fact]
    public async Task Release_is_proven_by_the_process_that_listens_on_its_port()
    {
        await using var site = await TestSite.ServeAsync();
        await site.DeployOnPortAsync("one");
        var layout = site.Site.Layout("shop", "local");
        var machine = new LocalMachine(layout, site.Site);
        var state = await machine.StateAsync(new("web", TimeSpan.Zero), "one", Cancel);
        Assert.Equal(new PortedSocket(Environment.ProcessId, (await site.StatusAsync("one")).Port!.Value), state.Ported);
        Assert.Null(ReleaseProof.SocketContradiction(layout, "one", state.Ported));

        site.NewRelease("two");
        var other = ReleaseProof.SocketContradiction(site.Site.Layout("shop", "local") with { Run = Linked(site, "two", "one") }, "two", state.Ported);
        Assert.Equal($"the listener on port {state.Ported!.Port} (process {state.MainProcess}) works in {site.Site.Paths.Release("one")}, not in release two", other);
        Assert.Equal(
            $"the listener on the release's socket (process {Environment.ProcessId}) works in {Directory.GetCurrentDirectory()}, not in release one",
            ReleaseProof.SocketContradiction(layout, "one", null));
        Assert.Equal(
            $"the socket of release one leads to process {Environment.ProcessId}, not to the one that carries it to port 80 (process 1)",
            ReleaseProof.SocketContradiction(layout, "one", new PortedSocket(1, 80)));

        await site.Client.StopAsync("web", "one", "SIGTERM", Soon, Cancel);
        await using var bridge = PortBridge.Open(site.Site.Paths.Socket("one"), state.Ported.Port, Cut);
        Assert.Equal($"nobody listens on port {state.Ported.Port}, to which the socket of release one leads", ReleaseProof.SocketContradiction(layout, "one", state.Ported));
    }

    [Fact]
    public async Task Bytes_go_both_ways_until_each_side_has_said_its_last()
    {
        using var app = Listen();
        await using var bridge = PortBridge.Open(Path, PortOf(app), Cut);
        using var client = await ConnectAsync();
        await client.SendAsync("question"u8.ToArray(), Cancel);
        client.Shutdown(SocketShutdown.Send);

        using var server = await app.AcceptAsync(Cancel);
        Assert.Equal("question"u8.ToArray(), await ReadToEndAsync(server));
        await server.SendAsync("answer"u8.ToArray(), Cancel);
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal("answer"u8.ToArray(), await ReadToEndAsync(client));
        await TestSite.UntilAsync("nothing is left", () => Task.FromResult(bridge.Connections == 0));
    }

    [Fact]
    public async Task App_that_ends_its_side_first_still_gets_what_the_client_sends()
    {
        using var app = Listen();
        await using var bridge = PortBridge.Open(Path, PortOf(app), Cut);
        using var client = await ConnectAsync();
        using var server = await app.AcceptAsync(Cancel);
        server.Shutdown(SocketShutdown.Send);
        Assert.Empty(await ReadToEndAsync(client));
        await client.SendAsync("late"u8.ToArray(), Cancel);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("late"u8.ToArray(), await ReadToEndAsync(server));
    }

    [Fact]
    public async Task Sender_waits_for_a_reader_that_does_not_read()
    {
        using var app = Listen();
        await using var bridge = PortBridge.Open(Path, PortOf(app), Cut);
        using var client = await ConnectAsync();
        using var server = await app.AcceptAsync(Cancel);
        const int total = 64 << 20;
        var sent = 0L;
        var sending = Task.Run(async () =>
        {
            var block = new byte[1 << 16];
            for (; sent < total; sent += block.Length)
                await client.SendAsync(block, Cancel);
            client.Shutdown(SocketShutdown.Send);
        }, Cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Cancel);
        Assert.InRange(Interlocked.Read(ref sent), 0, total / 2);
        Assert.Equal(total, (await ReadToEndAsync(server)).Length);
        await sending;
    }

    [Fact]
    public async Task Connection_while_nobody_listens_is_closed()
    {
        int port;
        using (var app = Listen())
            port = PortOf(app);
        await using var bridge = PortBridge.Open(Path, port, Cut);
        using var client = await ConnectAsync();
        Assert.Empty(await ReadToEndAsync(client));
        await TestSite.UntilAsync("nothing is left", () => Task.FromResult(bridge.Connections == 0));
    }

    [Fact]
    public async Task Client_that_holds_on_is_let_go_when_the_process_has_ended()
    {
        using var app = Listen();
        await using var bridge = PortBridge.Open(Path, PortOf(app), TimeSpan.FromMilliseconds(100));
        using var client = await ConnectAsync();
        using (var server = await app.AcceptAsync(Cancel))
            await server.SendAsync("last words"u8.ToArray(), Cancel);
        bridge.ProcessEnded();
        await TestSite.UntilAsync("it is let go", () => Task.FromResult(bridge.Connections == 0));
        Assert.Equal("last words"u8.ToArray(), await ReadToEndAsync(client));

        using var next = await ConnectAsync();
        using var again = await app.AcceptAsync(Cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Cancel);
        Assert.Equal(1, bridge.Connections);
    }

    private static TimeSpan Cut => TimeSpan.FromSeconds(5);

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), Cancel);
        return socket;
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var read = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await socket.ReceiveAsync(buffer, Cancel).AsTask().WaitAsync(Soon, Cancel) is var count and > 0)
            read.Write(buffer, 0, count);
        return read.ToArray();
    }

    // Where the socket of one release is found under the name of another.
    private string Linked(TestSite site, string name, string target)
    {
        var run = Directory.CreateDirectory(_folder["run"]).FullName;
        File.CreateSymbolicLink(System.IO.Path.Combine(run, name + ".sock"), site.Site.Paths.Socket(target));
        return run;
    }
}
