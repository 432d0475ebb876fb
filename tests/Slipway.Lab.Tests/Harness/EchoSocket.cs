using System.Net.WebSockets;
using System.Text;

namespace Slipway.Lab.Tests.Harness;

/// <summary>A visitor's WebSocket to the guest book, which answers each text with the release and the text.</summary>
public sealed class EchoSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationToken _cancel;

    private EchoSocket(CancellationToken cancel) => _cancel = cancel;

    internal static async Task<EchoSocket> OpenAsync(Uri address, Func<CancellationToken, Task<System.Net.Sockets.NetworkStream>> connect, CancellationToken cancel)
    {
        var echo = new EchoSocket(cancel);
        var handler = new SocketsHttpHandler { ConnectCallback = async (_, token) => await connect(token) };
        await echo._socket.ConnectAsync(address, new HttpMessageInvoker(handler), cancel);
        return echo;
    }

    public async Task<string> EchoAsync(string text)
    {
        var buffer = new byte[1000];
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _cancel);
        return Encoding.UTF8.GetString(buffer, 0, (await _socket.ReceiveAsync(buffer, _cancel)).Count);
    }

    /// <summary>Waits for the server's goodbye; null when the next message is none.</summary>
    public async Task<WebSocketCloseStatus?> EndAsync() =>
        (await _socket.ReceiveAsync(new byte[1000], _cancel)).MessageType == WebSocketMessageType.Close ? _socket.CloseStatus : null;

    public void Dispose() => _socket.Dispose();
}
