using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Lab.Tests;

/// <summary>
/// Answers the n-th request with the n-th text, byte for byte. A text that ends with <see cref="Close"/> closes the connection
/// after it; <see cref="Silence"/> is no answer. After the last text it repeats the last.
/// </summary>
internal sealed class ScriptedHttpServer : IDisposable
{
    public const string Close = "\0close";
    public const string Silence = "\0silence";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string[] answers;
    private int asked = -1;

    public ScriptedHttpServer(params string[] answers)
    {
        this.answers = answers;
        listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public List<string> Requests { get; } = [];

    public static string Ok(string body, string fields = "") => $"HTTP/1.1 200 OK\r\n{fields}Content-Length: {body.Length}\r\n\r\n{body}";

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer) is var length and > 0) // requests of the tests come in one piece
        {
            lock (Requests) Requests.Add(Encoding.ASCII.GetString(buffer, 0, length));
            var answer = answers[Math.Min(Interlocked.Increment(ref asked), answers.Length - 1)];
            var text = answer.Replace(Close, "").Replace(Silence, "");
            foreach (var piece in text.Chunk(7)) await socket.SendAsync(Encoding.ASCII.GetBytes(piece));
            if (answer.EndsWith(Close, StringComparison.Ordinal)) return;
        }
    }
}
