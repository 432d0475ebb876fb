using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Slipway.Cli.Local.Edge;
using Slipway.Files;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>The background process of one project: supervisor, edge and control socket.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly LocalSite _site;
    private readonly SafeFileHandle _claim;
    private readonly BoundedLog _log;
    private readonly Supervisor _supervisor;
    private readonly SiteEdge _edge;
    private readonly IdleWatch _idle;
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ControlEndpoint? _control;

    private LocalServer(LocalSite site, SafeFileHandle claim, TimeProvider time)
    {
        _site = site;
        _claim = claim;
        _log = new BoundedLog(site.LogFile);
        _supervisor = new Supervisor(site, _log, time);
        _edge = new SiteEdge(site, _log);
        _idle = new IdleWatch(site, () => _supervisor.Runs, time);
    }

    /// <summary>Completes when someone asked for the end; then dispose.</summary>
    public Task ShutdownAsked => _shutdown.Task;

    /// <summary>Completes when it has had nothing to serve for a while; then dispose.</summary>
    public Task IdleAsync(CancellationToken cancel) => _idle.EndAsync(_log, cancel);

    public Uri Url => _edge.Url;

    /// <summary>Claims the site for this process and writes its id; the launcher relies on that order.</summary>
    /// <returns>Null when a server of this site runs already.</returns>
    /// <exception cref="ProblemException">The run folder is not private.</exception>
    public static SafeFileHandle? TryClaim(LocalSite site)
    {
        site.CreateFolders();
        var claim = Posix.OpenLock(site.LockFile);
        if (!Posix.TryLock(claim))
        {
            claim.Dispose();
            return null;
        }

        // Again, because the former server removes its empty run folder before it gives up the claim.
        site.CreateFolders();
        AtomicFile.Write(site.PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return claim;
    }

    /// <param name="claim">From <see cref="TryClaim"/>; given up at the end.</param>
    public static async Task<LocalServer> StartAsync(LocalSite site, SafeFileHandle claim, TimeProvider time)
    {
        var server = new LocalServer(site, claim, time);
        try
        {
            await server.BeginAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    // Who waits for the end is let go last: then the claim is free and nothing is written any more.
    public async ValueTask DisposeAsync()
    {
        if (_control is not null)
            await _control.CloseAsync();
        await _edge.DisposeAsync();
        await _supervisor.EndAsync();
        _supervisor.Dispose();
        RemoveRunFolder();
        _log.Line("ended");
        _claim.Dispose();
        if (_control is not null)
            await _control.DisposeAsync();
    }

    private async Task BeginAsync()
    {
        await _supervisor.RestoreAsync();
        await _edge.StartAsync();
        _control = new ControlEndpoint(_site.ControlSocket, AnswerAsync);
        _log.Line($"serves {_site.Project} at {_edge.Url}, process {Environment.ProcessId}");
    }

    private async Task<LocalReply> AnswerAsync(LocalRequest request, CancellationToken cancel)
    {
        _idle.Called();
        switch (request)
        {
            case StartCall call:
                return new LocalReply { Processes = [await _supervisor.StartAsync(call.Start, cancel)] };
            case StopCall call:
                var signal = Signals.Number(call.Signal) ?? throw new ProblemException(LocalProblems.UnknownSignal(call.Signal));
                return new LocalReply { Processes = [await _supervisor.StopAsync(call.Process, call.Release, signal, TimeSpan.FromSeconds(call.Seconds))] };
            case StatusCall call:
                return new LocalReply { Processes = await _supervisor.StatusAsync(call.Process, call.Release) };
            case LogsCall call:
                return new LocalReply { Text = BoundedLog.Tail(_site.ProcessLog(call.Process, call.Release), call.Lines) };
            case EdgeCall call:
                return new LocalReply { Url = (await _edge.MoveAsync(call.Port)).ToString() };
            case TrafficCall:
                return new LocalReply { Traffic = _edge.Traffic };
            case FreezeCall call:
                Freeze(call.On);
                return new LocalReply();
            case ShutdownCall:
                _shutdown.TrySetResult();
                return new LocalReply();
            default:
                throw new InvalidOperationException(request.GetType().Name);
        }
    }

    private void RemoveRunFolder()
    {
        Posix.Unlink(_site.Paths.Entrance);
        Posix.Unlink(_site.Paths.CurrentEntrance);
        try
        {
            Directory.Delete(_site.Run);
        }
        catch (IOException)
        {
            // A freeze outlives the server.
        }
    }

    private void Freeze(bool on)
    {
        if (on)
            AtomicFile.Write(_site.Paths.FreezeFile, "");
        else
            Posix.Unlink(_site.Paths.FreezeFile);
    }
}
