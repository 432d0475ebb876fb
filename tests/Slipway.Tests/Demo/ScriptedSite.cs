using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Tests.Demo;

/// <summary>
/// Answers each request with the next text of its list and the list's last one from then on, byte for byte. A text that ends with
/// <see cref="Close"/> closes the connection after it, one that ends with <see cref="Reset"/> resets it.
/// </summary>
internal sealed class ScriptedSite : IDisposable
{
    public const string Close = "\0close";
    public const string Reset = "\0reset";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string[] _answers;
    private int _asked = -1;
    private int _connections;

    public ScriptedSite(params string[] answers)
    {
        _answers = answers;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Connections => Volatile.Read(ref _connections);

    public static string Ok(string body, string fields = "") => $"HTTP/1.1 200 OK\r\n{fields}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0) // requests of these tests come in one piece
            {
                var answer = _answers[Math.Min(Interlocked.Increment(ref _asked), _answers.Length - 1)];
                foreach (var piece in answer.Replace(Close, "").Replace(Reset, "").Chunk(7))
                    await socket.SendAsync(Encoding.UTF8.GetBytes(piece));
                if (answer.EndsWith(Reset, StringComparison.Ordinal))
                    socket.LingerState = new LingerOption(true, 0);
                if (answer.EndsWith(Close, StringComparison.Ordinal) || answer.EndsWith(Reset, StringComparison.Ordinal))
                    return;
            }
        }
        catch (SocketException)
        {
            // the visitor left first
        }
    }
}
