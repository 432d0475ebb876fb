using System.Net.Sockets;

namespace Slipway.Lab;

/// <summary>A client's connection and its counterpart to the server.</summary>
internal sealed class RelayConnection(Socket client, RelayGate gate, Func<TimeSpan> delay, Action<int> up, Action<int> down) : IDisposable
{
    private readonly CancellationTokenSource end = new();

    /// <summary>Ends both sides with a reset.</summary>
    public void Reset() => end.Cancel();

    public void Dispose() => end.Dispose();

    public async Task RunAsync(Func<CancellationToken, ValueTask<Socket>> connect)
    {
        Socket? server = null;
        try
        {
            client.NoDelay = true;
            await Task.Delay(2 * delay(), end.Token); // the handshake that the client had with us in no time
            await gate.PassAsync(end.Token);
            server = await connect(end.Token);
            await Task.WhenAll(
                EndingBothAsync(new DelayLine(client, server, gate, delay, up).RunAsync(end.Token)),
                EndingBothAsync(new DelayLine(server, client, gate, delay, down).RunAsync(end.Token)));
            client.Close();
            server.Close();
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            Break(client);
            Break(server);
        }
    }

    private async Task EndingBothAsync(Task line)
    {
        try
        {
            await line;
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    }

    private static void Break(Socket? socket)
    {
        if (socket is null) return;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
