using System.Net.Sockets;
using System.Text;

namespace Slipway.Cli.Demo;

/// <summary>
/// A visitor's keep-alive connection: HTTP/1.1 over TCP, no retry, no redirect. A server that closes it without having
/// announced so costs the visitor a request, and that is what is to be seen here.
/// </summary>
internal sealed class VisitorConnection(Uri server) : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private Socket? _socket;
    private NetworkStream? _stream;
    private AnswerReader? _reader;

    public Task<WebAnswer> GetAsync(string path) => AskAsync("GET", path, null, [], TimeSpan.Zero);

    /// <param name="pause">Between the two halves of the body: a slow sender.</param>
    public Task<WebAnswer> PostAsync(string path, string contentType, byte[] body, TimeSpan pause = default) =>
        AskAsync("POST", path, contentType, body, pause);

    public void Dispose() => Close();

    private async Task<WebAnswer> AskAsync(string method, string path, string? contentType, byte[] body, TimeSpan pause)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await OpenAsync(deadline.Token);
            var head = $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nUser-Agent: slipway-demo\r\n";
            if (contentType is not null)
                head += $"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n";
            await SendAsync(Encoding.ASCII.GetBytes(head + "\r\n"), body, pause, deadline.Token);
            var answer = await _reader!.ReadAsync(deadline.Token);
            if (_reader.HasMore)
                throw new VisitFailedException("more bytes than announced");
            if (answer.Closes)
                Close();
            return answer;
        }
        catch (Exception e) when (e is VisitFailedException or SocketException or IOException or OperationCanceledException)
        {
            Close();
            throw new VisitFailedException(How(e));
        }
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        if (_socket is not null)
            return;
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(server.Host, server.Port, cancel);
        _stream = new NetworkStream(_socket);
        _reader = new AnswerReader(_stream);
    }

    private async Task SendAsync(byte[] head, byte[] body, TimeSpan pause, CancellationToken cancel)
    {
        if (pause == TimeSpan.Zero)
        {
            await _stream!.WriteAsync((byte[])[.. head, .. body], cancel);
            return;
        }

        await _stream!.WriteAsync((byte[])[.. head, .. body[..(body.Length / 2)]], cancel);
        await Task.Delay(pause, cancel);
        await _stream.WriteAsync(body.AsMemory(body.Length / 2), cancel);
    }

    private static string How(Exception e) => e switch
    {
        VisitFailedException => e.Message,
        OperationCanceledException => $"no whole answer within {Deadline.TotalSeconds:0} s",
        _ => (e as SocketException ?? e.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "refused",
            SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted => "reset",
            { } other => other.ToString(),
            null => e.Message,
        },
    };

    private void Close()
    {
        _stream?.Dispose();
        _socket?.Dispose();
        (_socket, _stream, _reader) = (null, null, null);
    }
}
