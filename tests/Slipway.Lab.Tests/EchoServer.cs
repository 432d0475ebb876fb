using System.Net;
using System.Net.Sockets;

namespace Slipway.Lab.Tests;

/// <summary>Sends back what it gets; when the client ends its half it says <c>bye</c> and ends too.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public EchoServer()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

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

    private static async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await stream.CopyToAsync(stream);
            await stream.WriteAsync("bye"u8.ToArray());
        }
        catch (IOException)
        {
        }
    }
}
