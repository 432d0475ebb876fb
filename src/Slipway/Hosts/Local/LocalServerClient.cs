using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Slipway.Problems;

namespace Slipway.Hosts.Local;

/// <summary>
/// Calls the local server of one project. Each call is a connection of its own, so a server that was restarted in between does no harm.
/// Every call throws <see cref="ProblemException"/>: <c>local.not-running</c>, <c>local.no-answer</c>, or what the server says.
/// </summary>
public sealed class LocalServerClient(LocalSite site)
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(30);

    /// <summary>True when a server answers.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancel = default)
    {
        try
        {
            await StatusAsync(cancel: cancel);
            return true;
        }
        catch (ProblemException e) when (e.Problem.Code == "local.not-running")
        {
            return false;
        }
    }

    /// <summary>Starts the process, or leaves it when it runs already. The answer comes when it was started, not when it listens.</summary>
    public async Task<LocalProcess> StartAsync(LocalStart start, CancellationToken cancel = default) =>
        One(await CallAsync(new StartCall(start), "start", Quick, cancel));

    /// <summary>
    /// Ends the process: the signal to its process group, after <paramref name="timeout"/> SIGKILL. Returns when nothing of the group
    /// is left. A process that does not run is left as it is; it is no longer wanted in both cases.
    /// </summary>
    /// <param name="signal">SIGTERM, SIGQUIT …</param>
    public async Task<LocalProcess> StopAsync(string process, string release, string signal, TimeSpan timeout, CancellationToken cancel = default) =>
        One(await CallAsync(new StopCall(process, release, signal, timeout.TotalSeconds), "stop", timeout + Spare, cancel));

    /// <summary>All processes, or those of one name and/or release.</summary>
    public async Task<IReadOnlyList<LocalProcess>> StatusAsync(string? process = null, string? release = null, CancellationToken cancel = default) =>
        (await CallAsync(new StatusCall(process, release), "status", Quick, cancel)).Processes ?? [];

    /// <summary>The last lines that the process wrote, standard output and error together; empty when it wrote nothing.</summary>
    public async Task<string> LogsAsync(string process, string release, int lines, CancellationToken cancel = default) =>
        (await CallAsync(new LogsCall(process, release, lines), "logs", Quick, cancel)).Text ?? "";

    /// <summary>Where the site is reached. With a port, the edge moves there and stays there.</summary>
    public async Task<Uri> EdgeAsync(int? port = null, CancellationToken cancel = default) =>
        new((await CallAsync(new EdgeCall(port), "edge", Quick, cancel)).Url!);

    /// <summary>Requests per release since the server started.</summary>
    public async Task<IReadOnlyList<ReleaseTraffic>> TrafficAsync(CancellationToken cancel = default) =>
        (await CallAsync(new TrafficCall(), "edge-stats", Quick, cancel)).Traffic ?? [];

    /// <summary>While on, the public entrance answers 503 with Retry-After; the private ones go on.</summary>
    public Task FreezeAsync(bool on, CancellationToken cancel = default) => CallAsync(new FreezeCall(on), "freeze", Quick, cancel);

    /// <summary>Ends the server and all its processes; returns when they have ended. What ran will run again after its next start.</summary>
    public Task ShutdownAsync(CancellationToken cancel = default) => CallAsync(new ShutdownCall(), "shutdown", TimeSpan.FromMinutes(3), cancel);

    private static LocalProcess One(LocalReply reply) => reply.Processes![0];

    private async Task<LocalReply> CallAsync(LocalRequest request, string call, TimeSpan deadline, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadline);
        LocalReply? reply;
        try
        {
            reply = await ExchangeAsync(request, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw LocalProblems.NoAnswer(site, call, deadline);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw LocalProblems.NotRunning(site);
        }

        return reply?.Problem is { } problem ? throw new ProblemException(problem) : reply ?? throw LocalProblems.NotRunning(site);
    }

    private async Task<LocalReply?> ExchangeAsync(LocalRequest request, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (Directory.Exists(site.Run))
            PrivateFolder.Check(site.Run);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(site.ControlSocket), cancel);
        await using var stream = new NetworkStream(socket);
        var line = JsonSerializer.SerializeToUtf8Bytes(request, LocalJson.Default.LocalRequest);
        await stream.WriteAsync((byte[])[.. line, (byte)'\n'], cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadLineAsync(cancel);
        if (answer is not null && request is ShutdownCall)
            await reader.ReadLineAsync(cancel);
        return answer is null ? null : JsonSerializer.Deserialize(answer, LocalJson.Default.LocalReply);
    }
}
