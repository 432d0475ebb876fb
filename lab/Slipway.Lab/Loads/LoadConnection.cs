using System.Net;
using System.Net.Sockets;

namespace Slipway.Lab;

/// <summary>One keep-alive connection, opened when needed.</summary>
internal sealed class LoadConnection(IPEndPoint server) : IDisposable
{
    private CancellationTokenSource deadline = new();
    private Socket? socket;
    private HttpAnswer answer = new();

    public async Task<LoadOutcome> AskAsync(LoadRequest request, TimeSpan limit)
    {
        if (!deadline.TryReset()) deadline = new();
        deadline.CancelAfter(limit);
        try
        {
            if (socket is null) await ConnectAsync(deadline.Token);
            for (var sent = 0; sent < request.Wire.Length;) sent += await socket!.SendAsync(request.Wire[sent..], deadline.Token);
            answer.Begin();
            while (!answer.Advance())
            {
                var read = await socket!.ReceiveAsync(answer.Room(), deadline.Token);
                if (read > 0) answer.Received(read);
                else if (answer.EndsWithConnection) break;
                else return Break(answer.Started ? "closed within the answer" : "closed without an answer");
            }

            return new(null, answer.Status, answer.Body);
        }
        catch (OperationCanceledException)
        {
            return Break("no whole answer in time");
        }
        catch (SocketException e)
        {
            return Break(e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "refused",
                SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted => answer.Started ? "reset within the answer" : "reset",
                var other => other.ToString(),
            });
        }
        catch (InvalidDataException e)
        {
            return Break(e.Message);
        }
    }

    /// <summary>Closes when the server said it would after its last answer; the next request opens another.</summary>
    public bool CloseIfAnnounced()
    {
        if (socket is null || !(answer.CloseAnnounced || answer.EndsWithConnection)) return false;
        Close();
        return true;
    }

    public void Dispose()
    {
        Close();
        deadline.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        answer = new();
        socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancel);
    }

    private LoadOutcome Break(string kind)
    {
        Close();
        return LoadOutcome.Broken(kind);
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }
}
