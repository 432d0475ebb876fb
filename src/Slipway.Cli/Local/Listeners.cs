using System.Net;
using System.Net.Sockets;

namespace Slipway.Cli.Local;

/// <summary>Whether somebody takes connections.</summary>
internal static class Listeners
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    public static Task<bool> AnswerAsync(string socket) => AnswerAsync(AddressFamily.Unix, ProtocolType.Unspecified, new UnixDomainSocketEndPoint(socket));

    public static Task<bool> AnswerAsync(int port) => AnswerAsync(AddressFamily.InterNetwork, ProtocolType.Tcp, new IPEndPoint(IPAddress.Loopback, port));

    private static async Task<bool> AnswerAsync(AddressFamily family, ProtocolType protocol, EndPoint listener)
    {
        using var socket = new Socket(family, SocketType.Stream, protocol);
        try
        {
            await socket.ConnectAsync(listener).WaitAsync(Deadline, TimeProvider.System);
            return !Equals(socket.LocalEndPoint, socket.RemoteEndPoint) || family == AddressFamily.Unix;
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return false;
        }
    }
}
