using System.Net.Sockets;
using System.Text;
using Slipway.Deployments.Proof;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Proof;

/// <summary>An app's answer is read up to a bound, in bytes and in time, whatever the app sends.</summary>
public sealed class EntranceClientTest : IDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\nX-Slipway-Release: 1-x\r\n";
    private readonly TempFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private long _sent;

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Content-Length: 1048576000\r\n\r\n", "")]
    [InlineData("Connection: close\r\n\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "8000\r\n")]
    public async Task Of_a_body_without_end_only_the_start_is_read(string headers, string beforePiece)
    {
        var piece = Encoding.ASCII.GetBytes(beforePiece + new string('x', 0x8000) + (beforePiece.Length > 0 ? "\r\n" : ""));
        using var client = Serve(headers, piece, TimeSpan.Zero);

        var answer = await client.GetAsync("/health", "shop.example.com", "http", CancellationToken.None);

        Assert.Equal((200, 64 * 1024, "1-x"), (answer.Status, answer.Body.Length, answer.Release));
        Assert.True(Interlocked.Read(ref _sent) < 16 << 20, $"{_sent} bytes were taken"); // the kernel's buffers hold some
    }

    [Fact]
    public async Task One_that_drips_is_given_up()
    {
        using var client = Serve("Content-Length: 1000000\r\n\r\n", "x"u8.ToArray(), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500));

        var answer = await client.GetAsync("/health", "shop.example.com", "http", CancellationToken.None);

        Assert.Equal((0, "no whole answer within 0.5 s"), (answer.Status, answer.Body));
    }

    private EntranceClient Serve(string headers, byte[] piece, TimeSpan pause, TimeSpan? oneAnswer = null)
    {
        var path = _folder["app.sock"];
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = SendAsync(headers, piece, pause);
        return new EntranceClient(path) { OneAnswer = oneAnswer ?? TimeSpan.FromSeconds(60) };
    }

    private async Task SendAsync(string headers, byte[] piece, TimeSpan pause)
    {
        using var socket = await _listener.AcceptAsync();
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(Head + headers));
            while (true)
            {
                await socket.SendAsync(piece);
                Interlocked.Add(ref _sent, piece.Length);
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause);
            }
        }
        catch (SocketException)
        {
            // The client has read enough.
        }
    }
}
