using System.Net.Sockets;
using System.Text;
using Slipway.Deployments.Proof;
using Slipway.Deployments.Steps;
using Slipway.Hosts;

namespace Slipway.Tests.Deployments.Support;

/// <summary>A web server of a few lines with the two private entrances of a site.</summary>
internal sealed class TestEntrances : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly HostLayout _layout;

    public TestEntrances(HostLayout layout, Func<string, bool> runs)
    {
        (Runs, _layout) = (runs, layout);
        Directory.CreateDirectory(layout.Run);
        Start();
    }

    public void Start()
    {
        Listen(_layout.Entrance, _layout.Next);
        Listen(_layout.CurrentEntrance, _layout.Current);
    }

    public void Stop()
    {
        Dispose();
        _sockets.Clear();
        File.Delete(_layout.Entrance);
        File.Delete(_layout.CurrentEntrance);
    }

    /// <summary>Whether the release's process runs: else 502.</summary>
    public Func<string, bool> Runs { get; set; }

    /// <summary>Status and body of a healthy app.</summary>
    public Func<string, (int Status, string Body)> Answer { get; set; } = release => (200, $$"""{"release":"{{release}}"}""");

    public void Dispose() => _sockets.ForEach(s => s.Dispose());

    private void Listen(string path, string link)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        _sockets.Add(socket);
        _ = AcceptAsync(socket, link);
    }

    private async Task AcceptAsync(Socket listener, string link)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync(), link);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket, string link)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        var release = CurrentLink.Read(link);
        var (status, body) = release is null || !Runs(release) ? (502, "") : Answer(release);
        var name = release is null ? "" : $"{EntranceClient.ReleaseHeader}: {release}\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\n{name}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
    }
}
