using System.Collections.Concurrent;
using Slipway.Content;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Hosts.Observed;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Protocol;
using Slipway.Secrets;
using Slipway.Text;

namespace Slipway.Deployments.Sessions;

/// <summary>The host's side of a client's session: answers its questions, takes in content, and stands between it and a transaction's process.</summary>
public sealed class AgentSession : IAsyncDisposable
{
    private static readonly TimeSpan BulkDeadline = TimeSpan.FromSeconds(60);
    private readonly FrameConnection _connection;
    private readonly AgentHost _host;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Task _launching = Task.CompletedTask;
    private bool _left;
    private TransactionClient? _transaction;

    /// <param name="connection">Not yet started; handlers are registered here.</param>
    public AgentSession(FrameConnection connection, AgentHost host, TimeProvider time)
    {
        (_connection, _host, _time) = (connection, host, time);
        var json = SessionJson.Default;
        connection.Handle<InspectRequest, HostState>(SessionMethods.Inspect, json, Own<InspectRequest, HostState>(r => r.Layout, new HostInspector(host, time).InspectAsync));
        connection.Handle<BeginRequest, TransactionEvent>(SessionMethods.Begin, json, Own<BeginRequest, TransactionEvent>(r => r.Plan.Layout, BeginAsync));
        connection.Handle<JoinRequest, Empty>(SessionMethods.Join, json, JoinAsync);
        connection.Handle<OfferRequest, OfferReply>(SessionMethods.Offer, json, OfferAsync);
        connection.Handle<PackRequest, Empty>(SessionMethods.Pack, json, PackAsync);
        connection.Handle<EnvRequest, EnvReply>(SessionMethods.Env, json, Own<EnvRequest, EnvReply>(r => r.Layout, EnvAsync));
        connection.Handle<EnvReadRequest, EnvReadReply>(SessionMethods.EnvRead, json, Own<EnvReadRequest, EnvReadReply>(r => r.Layout, (r, _) => Task.FromResult(ReadEnv(r))));
        connection.Handle<EnvMergeRequest, EnvMergeReply>(SessionMethods.EnvMerge, json, Own<EnvMergeRequest, EnvMergeReply>(r => r.Layout, (r, _) => Task.FromResult(MergeEnv(r))));
        connection.Handle<JournalRequest, JournalReply>(SessionMethods.Journal, json, Own<JournalRequest, JournalReply>(r => r.Layout, (r, _) =>
            Task.FromResult(new JournalReply([.. Journals.Journal.Read(r.Layout.Journal).TakeLast(r.Entries)]))));
        connection.Handle<LogsRequest, Empty>(SessionMethods.Logs, json, Own<LogsRequest, Empty>(r => r.Layout, LogsAsync));
        connection.Handle<ExecRequest, ExecReply>(SessionMethods.Exec, json, Own<ExecRequest, ExecReply>(r => r.Layout, ExecAsync));
        connection.Handle<ProveRequest, ProveReply>(SessionMethods.Prove, json, Own<ProveRequest, ProveReply>(r => r.Layout, new ReleaseInspector(host).ProveAsync));
        ObserveCall.Register(connection, time);
        connection.OnNotification(SessionMethods.Order, json.TransactionOrder, order => _transaction?.SendAsync(order) ?? Task.CompletedTask);
    }

    /// <summary>The client has gone. A transaction's process that was just being launched learns it by our coming and leaving, else it would wait for us.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _left = true;
        await _launching.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_transaction is not null)
            await _transaction.DisposeAsync();
    }

    /// <summary>Answers only about folders that belong to who asks: another app's secrets and releases are not its own.</summary>
    private Func<TRequest, CancellationToken, Task<TReply>> Own<TRequest, TReply>(Func<TRequest, HostLayout> layout, Func<TRequest, CancellationToken, Task<TReply>> answer) =>
        (request, cancel) => _host.Stranger(layout(request)) is { } problem ? throw new ProblemException(problem) : answer(request, cancel);

    private async Task<TransactionEvent> BeginAsync(BeginRequest request, CancellationToken cancel)
    {
        Task<TransactionClient> launched;
        lock (_lock)
        {
            if (_left)
                throw new OperationCanceledException(cancel);
            _launching = launched = Task.Run(() => LaunchAsync(request, cancel), CancellationToken.None);
        }

        return await FollowAsync(await launched, request.Plan.Layout, request.Plan.Transaction, cancel);
    }

    /// <summary>From the launch on not cancelled: what was started must have a client that it can lose.</summary>
    private async Task<TransactionClient> LaunchAsync(BeginRequest request, CancellationToken cancel)
    {
        var plan = request.Plan;
        if (request.CreateUsers)
            await _host.CreateUsersAsync(plan.DeployUser!, plan.RunUser!, cancel);
        var folder = Path.Combine(plan.Layout.Transactions, plan.Transaction);
        _host.Claim(plan.Layout);
        Directory.CreateDirectory(plan.Layout.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(plan.Layout.Root);
        var planFile = Recovery.PlanFile(plan.Layout, plan.Transaction);
        AtomicFile.Write(planFile, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(plan, DeploymentsJson.Default.HostPlan));
        cancel.ThrowIfCancellationRequested();
        await _host.LaunchAsync(plan, planFile, CancellationToken.None);
        return await ConnectAsync(plan.Layout, plan.Transaction, CancellationToken.None);
    }

    private async Task<Empty> JoinAsync(JoinRequest request, CancellationToken cancel)
    {
        await FollowAsync(await ConnectAsync(request.Layout, request.Transaction, cancel), request.Layout, request.Transaction, cancel);
        return Empty.Instance;
    }

    private async Task<TransactionClient> ConnectAsync(HostLayout layout, string transaction, CancellationToken cancel)
    {
        var client = await TransactionClient.ConnectAsync(layout, transaction, cancel);
        var before = _transaction;
        _transaction = client;
        if (before is not null)
            await before.DisposeAsync();
        return client;
    }

    /// <returns>accepted or refused.</returns>
    private async Task<TransactionEvent> FollowAsync(TransactionClient client, HostLayout layout, string transaction, CancellationToken cancel)
    {
        var first = await client.FirstAsync(cancel);
        if (first.Kind != "refused")
            _ = ForwardAsync(client, layout, transaction);
        return first;
    }

    /// <summary>Passes events on. A transaction's process that dies is followed until the journal says how it ended.</summary>
    private async Task ForwardAsync(TransactionClient client, HostLayout layout, string transaction)
    {
        var interrupted = new InterruptedTransaction(_host.MachineOf, _time, layout, transaction);
        while (!await ForwardEventsAsync(client) && _transaction == client && !_left)
        {
            if (interrupted.Problem() is { } problem)
            {
                await TellAsync(TransactionEvent.OfInterrupted(problem));
                if (await interrupted.AgainAsync() is { } again)
                {
                    _transaction = again;
                    await client.DisposeAsync();
                    client = again;
                    continue;
                }
            }

            await TellAsync(await interrupted.ResultAsync());
            return;
        }
    }

    /// <returns>False when they ended without a result, or another transaction was joined: this one's end must not be taken for its.</returns>
    private async Task<bool> ForwardEventsAsync(TransactionClient client)
    {
        await foreach (var what in client.EventsAsync())
        {
            if (_transaction != client)
                return false;
            await TellAsync(what);
            if (what.Kind == "result")
                return true;
        }

        return false;
    }

    private async Task TellAsync(TransactionEvent what)
    {
        try
        {
            await _connection.NotifyAsync(SessionMethods.Event, what, SessionJson.Default.TransactionEvent);
        }
        catch (ProblemException)
        {
            // The client has gone; the transaction learns it from its own socket when this process ends.
        }
    }

    private async Task<OfferReply> OfferAsync(OfferRequest request, CancellationToken cancel)
    {
        await using var bulk = await _connection.AcceptBulkAsync("manifest", BulkDeadline, cancel);
        using var buffer = new MemoryStream();
        await bulk.CopyToAsync(buffer, cancel);
        var manifest = Manifest.Read(buffer.ToArray());
        Directory.CreateDirectory(request.Layout.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ManifestFolder.Put(request.Layout, manifest);
        var missing = new ContentStore(request.Layout.Store).Missing(manifest);
        var needed = SpaceNeeded.For(manifest, missing);
        if (!needed.IsThere(request.Layout.State))
            SpareTree.Remove(request.Layout.Releases);
        needed.Require(request.Layout.State);
        return new([.. missing.Select(d => d.ToString())]);
    }

    private async Task<Empty> PackAsync(PackRequest request, CancellationToken cancel)
    {
        var manifest = ManifestFolder.Read(request.Layout, request.Manifest);
        await using var bulk = await _connection.AcceptBulkAsync("pack", BulkDeadline, cancel);
        await Task.Run(() => new ContentStore(request.Layout.Store).Receive(bulk, manifest.Objects, request.Transaction, cancel), cancel);
        // The pack says itself where it ends; the mark of the stream's end may still be on its way, and leaving before it would refuse it.
        await bulk.CopyToAsync(Stream.Null, cancel);
        return Empty.Instance;
    }

    private async Task<EnvReply> EnvAsync(EnvRequest request, CancellationToken cancel)
    {
        if (request.CreateUsers)
            await _host.CreateUsersAsync(request.DeployUser, request.RunUser, cancel);
        var owner = _host.DeployFiles(request.Layout, request.DeployUser, request.RunUser);
        _host.Claim(request.Layout);
        Directory.CreateDirectory(request.Layout.Root);
        if (!request.MakeCurrent)
            return new EnvReply(EnvFolder.Put(request.Layout, new Secret(request.Text), owner.User, owner.Group));
        using var held = HostLock.TryTake(request.Layout, new LockHolder("", "another client", "env push", _time.GetUtcNow(), Environment.ProcessId))
            ?? throw new ProblemException(TransactionProblems.Locked(HostLock.Holder(request.Layout)?.Describe(_time.GetUtcNow())));
        if (EnvFolder.CurrentOf(request.Layout) != request.Replaces)
            throw new ProblemException(SessionProblems.EnvChanged());
        var fingerprint = EnvFolder.Put(request.Layout, new Secret(request.Text), owner.User, owner.Group);
        EnvFolder.MakeCurrent(request.Layout, fingerprint);
        return new EnvReply(fingerprint);
    }

    private static EnvReadReply ReadEnv(EnvReadRequest request) =>
        new(EnvFolder.CurrentOf(request.Layout) is { } env ? EnvFolder.Read(request.Layout, env).Reveal() : null);

    private EnvMergeReply MergeEnv(EnvMergeRequest request)
    {
        var releases = HostInspector.Releases(request.Layout);
        var merged = EnvMerge.Of(
            EnvFolder.Read(request.Layout, request.Old), EnvFolder.Read(request.Layout, request.Present),
            HostEnv.DialectOf(releases, request.Old), HostEnv.DialectOf(releases, request.Present));
        if (merged.Kept.Count == 0)
            return new(request.Old, []);
        var owner = _host.DeployFiles(request.Layout, request.DeployUser, request.RunUser);
        return new(EnvFolder.Put(request.Layout, merged.Text, owner.User, owner.Group), merged.Kept);
    }

    private async Task<Empty> LogsAsync(LogsRequest request, CancellationToken cancel)
    {
        await _host.LogsAsync(request, line => TellAsync(line, cancel), cancel);
        return Empty.Instance;
    }

    private async Task<ExecReply> ExecAsync(ExecRequest request, CancellationToken cancel)
    {
        var command = new ExecRunner(_host);
        ValueTask Tell(bool isError, string line) => TellAsync(new LogLine(isError ? "stderr" : "stdout", line), cancel);
        if (!request.Bytes)
            return new(await command.RunAsync(request, Tell, cancel));
        await using var input = request.Input ? await _connection.AcceptBulkAsync(ExecRequest.InputStream, BulkDeadline, cancel) : null;
        await using var output = await _connection.OpenBulkAsync(ExecRequest.OutputStream, cancel);
        var exit = await command.RunBytesAsync(request, input, output, Tell, cancel);
        await output.CompleteAsync(cancel);
        return new(exit);
    }

    /// <summary>Waits for a client that reads slowly: the program that writes the lines then waits too, and none is lost.</summary>
    private ValueTask TellAsync(LogLine line, CancellationToken cancel) =>
        _connection.NotifyAsync(SessionMethods.Line, line with { Line = LongText.Cut(line.Line, TransactionEvent.MaxLine) }, SessionJson.Default.LogLine, cancel);
}
