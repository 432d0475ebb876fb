using Slipway.Content;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
using Slipway.Hosts.Observed;
using Slipway.Problems;
using Slipway.Protocol;
using Slipway.Secrets;

namespace Slipway.Deployments.Coordination;

/// <summary>The client's side of a session with one host.</summary>
public sealed class HostSession : IAsyncDisposable
{
    private static readonly TimeSpan Quick = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Long = TimeSpan.FromHours(12);

    // What was interrupted is put right first, and that may restore a dump; a host that is dead shows by its silence.
    private static readonly TimeSpan WithRecovery = TimeSpan.FromHours(1);
    private static readonly SessionJson Json = SessionJson.Default;
    private readonly IAsyncDisposable _owner;
    private readonly FrameConnection _connection;

    /// <param name="name">The host as the project file names it.</param>
    /// <param name="connection">Started or about to be; its handlers for events are registered here.</param>
    /// <param name="owner">Disposed with the session.</param>
    public HostSession(string name, FrameConnection connection, IAsyncDisposable owner)
    {
        (Name, _connection, _owner) = (name, connection, owner);
        connection.OnNotification(SessionMethods.Event, Json.TransactionEvent, what =>
        {
            OnEvent?.Invoke(what);
            return Task.CompletedTask;
        });
        connection.OnNotification(SessionMethods.Line, Json.LogLine, line =>
        {
            OnLine?.Invoke(line);
            return Task.CompletedTask;
        });
    }

    public string Name { get; }

    /// <summary>Events of the transaction, in order.</summary>
    public Action<TransactionEvent>? OnEvent { get; set; }

    /// <summary>Lines of logs and commands, in order.</summary>
    public Action<LogLine>? OnLine { get; set; }

    /// <summary>Completes when the connection has ended, however.</summary>
    public Task<ConnectionEnd> Ended => _connection.Completion;

    public Task<HostState> InspectAsync(InspectRequest request, CancellationToken cancel) =>
        _connection.CallAsync(SessionMethods.Inspect, request, Json.InspectRequest, Json.HostState, WithRecovery, cancel);

    /// <summary>What the host is and has: many questions in one round trip; what cannot be read is unknown with the reason.</summary>
    public Task<Observation> ObserveAsync(IEnumerable<Question> questions, CancellationToken cancel) =>
        ObserveCall.AskAsync(_connection, questions, cancel);

    /// <returns>accepted or refused.</returns>
    public Task<TransactionEvent> BeginAsync(HostPlan plan, bool createUsers, CancellationToken cancel) =>
        _connection.CallAsync(SessionMethods.Begin, new BeginRequest(plan, createUsers), Json.BeginRequest, Json.TransactionEvent, Quick, cancel);

    public Task JoinAsync(HostLayout layout, string transaction, CancellationToken cancel) =>
        _connection.CallAsync(SessionMethods.Join, new JoinRequest(layout, transaction), Json.JoinRequest, Json.Empty, Quick, cancel);

    public async Task OrderAsync(TransactionOrder order)
    {
        try
        {
            await _connection.NotifyAsync(SessionMethods.Order, order, Json.TransactionOrder);
        }
        catch (ProblemException)
        {
            // The connection has ended: who waits for the result learns that.
        }
    }

    /// <summary>Sends the content that the host lacks.</summary>
    /// <param name="open">Where each content can be read.</param>
    /// <param name="progress">Bytes sent and in total.</param>
    public async Task UploadAsync(HostLayout layout, Manifest manifest, string transaction, Func<Digest, ContentFile> open, Action<long, long> progress, CancellationToken cancel)
    {
        var offer = _connection.CallAsync(SessionMethods.Offer, new OfferRequest(layout), Json.OfferRequest, Json.OfferReply, Quick, cancel);
        await using (var bulk = await _connection.OpenBulkAsync("manifest", cancel))
        {
            await bulk.WriteAsync(manifest.Bytes, cancel);
            await bulk.CompleteAsync(cancel);
        }

        var missing = (await offer).Missing.Select(d => Digest.TryParse(d, out var digest) ? digest : throw new FormatException(d)).ToList();
        if (missing.Count == 0)
            return;
        var total = missing.Sum(d => manifest.Objects[d]);
        var pack = _connection.CallAsync(SessionMethods.Pack, new PackRequest(layout, manifest.Id.ToString(), transaction), Json.PackRequest, Json.Empty, Long, cancel);
        await using (var bulk = await _connection.OpenBulkAsync("pack", cancel))
        {
            await Task.Run(() => PackWriter.Write(bulk, missing, open, sent => progress(sent, total), cancel), cancel);
            await bulk.CompleteAsync(cancel);
        }

        await pack;
    }

    public async Task<string> PutEnvAsync(EnvRequest request, CancellationToken cancel) =>
        (await _connection.CallAsync(SessionMethods.Env, request, Json.EnvRequest, Json.EnvReply, Quick, cancel)).Fingerprint;

    /// <summary>The env that new releases get; null when the host has none.</summary>
    public async Task<Secret?> ReadEnvAsync(HostLayout layout, CancellationToken cancel) =>
        (await _connection.CallAsync(SessionMethods.EnvRead, new EnvReadRequest(layout), Json.EnvReadRequest, Json.EnvReadReply, Quick, cancel)).Text is { } text ? new Secret(text) : null;

    public Task<EnvMergeReply> MergeEnvAsync(EnvMergeRequest request, CancellationToken cancel) =>
        _connection.CallAsync(SessionMethods.EnvMerge, request, Json.EnvMergeRequest, Json.EnvMergeReply, Quick, cancel);

    public async Task<IReadOnlyList<Journals.JournalEntry>> JournalAsync(HostLayout layout, int entries, CancellationToken cancel) =>
        (await _connection.CallAsync(SessionMethods.Journal, new JournalRequest(layout, entries), Json.JournalRequest, Json.JournalReply, Quick, cancel)).Entries;

    public Task LogsAsync(LogsRequest request, CancellationToken cancel) =>
        _connection.CallAsync(SessionMethods.Logs, request, Json.LogsRequest, Json.Empty, request.Follow ? Timeout.InfiniteTimeSpan : Long, cancel);

    public async Task<int> ExecAsync(ExecRequest request, CancellationToken cancel) =>
        (await _connection.CallAsync(SessionMethods.Exec, request, Json.ExecRequest, Json.ExecReply, Long, cancel)).Exit;

    /// <summary>As <see cref="ExecAsync"/>, with the bytes of both ends as they are.</summary>
    /// <param name="input">Null = empty. What the command has not read when it ends is not waited for.</param>
    /// <param name="take">Reads standard output to its end.</param>
    public async Task<int> ExecBytesAsync(ExecRequest request, Stream? input, Func<Stream, Task> take, CancellationToken cancel)
    {
        var call = ExecAsync(request with { Bytes = true, Input = input is not null }, cancel);
        if (input is not null)
            _ = Task.Run(() => SendAsync(input, cancel), cancel);
        var taking = TakeAsync(take, cancel);
        if (await Task.WhenAny(call, taking) == call && !call.IsCompletedSuccessfully)
            return await call;
        await taking;
        return await call;
    }

    private async Task TakeAsync(Func<Stream, Task> take, CancellationToken cancel)
    {
        await using var bulk = await _connection.AcceptBulkAsync(ExecRequest.OutputStream, Quick, cancel);
        await take(bulk);
    }

    private async Task SendAsync(Stream input, CancellationToken cancel)
    {
        try
        {
            await using var bulk = await _connection.OpenBulkAsync(ExecRequest.InputStream, cancel);
            var buffer = new byte[1 << 15];
            for (int count; (count = await input.ReadAsync(buffer, cancel)) > 0;)
                await bulk.WriteAsync(buffer.AsMemory(0, count), cancel);
            await bulk.CompleteAsync(cancel);
        }
        catch (Exception e) when (e is ProblemException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The command has ended without reading all, or the connection has: its answer tells.
        }
    }

    /// <summary>Proves what serves.</summary>
    public Task<ProveReply> ProveAsync(ProveRequest request, CancellationToken cancel) =>
        _connection.CallAsync(SessionMethods.Prove, request, Json.ProveRequest, Json.ProveReply, TimeSpan.FromMinutes(5), cancel);

    /// <summary>Our part in the transaction is over; the session is free for something else.</summary>
    public async Task LeaveAsync()
    {
        await OrderAsync(new TransactionOrder("bye"));
        OnEvent = null;
    }

    /// <summary>Says goodbye, so that the host does not take us for lost.</summary>
    public async Task ByeAsync()
    {
        await OrderAsync(new TransactionOrder("bye"));
        await _connection.ByeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _owner.DisposeAsync();
    }
}
