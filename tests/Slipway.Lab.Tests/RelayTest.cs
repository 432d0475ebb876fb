using System.Diagnostics;
using System.Net.Sockets;
using Xunit;

namespace Slipway.Lab.Tests;

public sealed class RelayTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Round_trip_takes_twice_the_delay()
    {
        using var server = new EchoServer();
        await using var relay = Relay.Start("127.0.0.1", server.Port, TimeSpan.FromMilliseconds(60));
        using var client = await ConnectAsync(relay);
        await AskAsync(client, 1);

        const int times = 20;
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            await AskAsync(client, 1);
            Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(120), Patience);
        }

        await Wait.RequireAsync(() => (relay.BytesUp, relay.BytesDown) == (1 + times, 1 + times), Patience, "The count of the last byte");
    }

    [Fact]
    public async Task Delay_does_not_narrow_the_stream()
    {
        using var server = new EchoServer();
        await using var relay = Relay.Start("127.0.0.1", server.Port, TimeSpan.FromMilliseconds(500));
        using var client = await ConnectAsync(relay);
        var watch = Stopwatch.StartNew();

        await AskAsync(client, 8 << 20);

        Assert.InRange(watch.ElapsedMilliseconds, 1000, 30_000); // one piece of 64 KiB after another would take two minutes
    }

    [Fact]
    public async Task Stall_holds_bytes_back_until_resumed()
    {
        using var server = new EchoServer();
        await using var relay = Relay.Start("127.0.0.1", server.Port);
        using var client = await ConnectAsync(relay);
        await AskAsync(client, 1);

        relay.Stall();
        var answer = AskAsync(client, 5);
        await Task.Delay(200, Cancel);
        Assert.False(answer.IsCompleted);
        relay.Resume();

        await answer.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Cut_resets_connections_and_refuses_new_ones_until_resumed()
    {
        using var server = new EchoServer();
        await using var relay = Relay.Start("127.0.0.1", server.Port);
        using var client = await ConnectAsync(relay);
        await AskAsync(client, 1);

        relay.Cut();
        Assert.Equal(SocketError.ConnectionReset, await EndAsync(client));
        using var refused = new TcpClient();
        Assert.Equal(SocketError.ConnectionReset, await EndAsync(refused, relay.Port));

        relay.Resume();
        using var passed = await ConnectAsync(relay);
        await AskAsync(passed, 1);
    }

    [Fact]
    public async Task Drop_resets_connections_and_lets_new_ones_pass()
    {
        using var server = new EchoServer();
        await using var relay = Relay.Start("127.0.0.1", server.Port);
        using var client = await ConnectAsync(relay);
        await AskAsync(client, 1);

        relay.Drop();

        Assert.Equal(SocketError.ConnectionReset, await EndAsync(client));
        using var passed = await ConnectAsync(relay);
        await AskAsync(passed, 1);
    }

    [Fact]
    public async Task Half_closed_connection_still_gets_its_answer()
    {
        using var server = new EchoServer();
        await using var relay = Relay.Start("127.0.0.1", server.Port, TimeSpan.FromMilliseconds(5));
        using var client = await ConnectAsync(relay);

        using var reader = new StreamReader(client.GetStream());

        client.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal("bye", await reader.ReadToEndAsync(Cancel).WaitAsync(Patience, Cancel));
    }

    private static async Task<TcpClient> ConnectAsync(Relay relay)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", relay.Port, Cancel);
        return client;
    }

    private static async Task AskAsync(TcpClient client, int length)
    {
        var sent = new byte[length];
        Random.Shared.NextBytes(sent);
        var writing = client.GetStream().WriteAsync(sent, Cancel);
        var received = new byte[length];
        await client.GetStream().ReadExactlyAsync(received, Cancel).AsTask().WaitAsync(Patience, Cancel);
        await writing;
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    private static async Task<SocketError> EndAsync(TcpClient client, int? connectTo = null)
    {
        try
        {
            if (connectTo is { } port) await client.ConnectAsync("127.0.0.1", port, Cancel);
            var read = await client.Client.ReceiveAsync(new byte[1], Cancel).AsTask().WaitAsync(Patience, Cancel);
            return read == 0 ? SocketError.Success : SocketError.IsConnected;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}
