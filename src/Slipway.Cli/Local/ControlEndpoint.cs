using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Slipway.Files;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>Answers calls on the control socket: one line of JSON each way.</summary>
internal sealed class ControlEndpoint : IAsyncDisposable
{
    private const int Backlog = 64;
    private readonly Socket _listener;
    private readonly Func<LocalRequest, CancellationToken, Task<LocalReply>> _answer;
    private readonly CancellationTokenSource _deaf = new();
    private readonly CancellationTokenSource _end = new();
    private readonly string _path;
    private readonly Task _accepting;

    public ControlEndpoint(string path, Func<LocalRequest, CancellationToken, Task<LocalReply>> answer)
    {
        _path = path;
        _answer = answer;
        Posix.Unlink(path);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        const int ownerOnly = 0b110_000_000;
        Posix.ChangeMode(path, ownerOnly);
        _listener.Listen(Backlog);
        _accepting = AcceptAsync();
    }

    /// <summary>No new callers; those who are connected stay, and learn of the end when <see cref="DisposeAsync"/> lets them go.</summary>
    public async Task CloseAsync()
    {
        if (_deaf.IsCancellationRequested)
            return;
        await _deaf.CancelAsync();
        _listener.Dispose();
        Posix.Unlink(_path);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _end.CancelAsync();
        await _accepting;
        _deaf.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        while (!_deaf.IsCancellationRequested)
        {
            try
            {
                talks.Add(TalkAsync(await _listener.AcceptAsync(_deaf.Token)));
                talks.RemoveAll(t => t.IsCompleted);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The loop's condition decides.
            }
        }

        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                var reply = JsonSerializer.SerializeToUtf8Bytes(await AnswerAsync(line), LocalJson.Default.LocalReply);
                await stream.WriteAsync((byte[])[.. reply, (byte)'\n'], _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The caller went away, or the server ends.
        }
    }

    private async Task<LocalReply> AnswerAsync(string line)
    {
        var call = "?";
        try
        {
            var request = JsonSerializer.Deserialize(line, LocalJson.Default.LocalRequest) ?? throw new JsonException("empty request");
            call = request.GetType().Name;
            return await _answer(request, _end.Token);
        }
        catch (ProblemException e)
        {
            return new LocalReply { Problem = e.Problem };
        }
        catch (Exception e)
        {
            return new LocalReply { Problem = LocalProblems.Unexpected(call, e) };
        }
    }
}
