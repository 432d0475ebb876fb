using System.ComponentModel;
using Slipway.Files;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>Keeps one process running until it is stopped.</summary>
internal sealed class SupervisedProcess(LocalStart start, SupervisorContext context)
{
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(5);
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RestartBudget _budget = new(context.Time);
    private readonly BoundedLog _log = new(context.Site.ProcessLog(start.Process, start.Release));
    private volatile ProcessInstance? _instance;
    private PortBridge? _bridge;
    private Task _life = Task.CompletedTask;
    private LocalProcessState _state = LocalProcessState.Stopped;
    private DateTimeOffset _since = context.Time.GetUtcNow();
    private int? _exit;
    private int _restarts;

    public LocalStart Start => start;

    public bool IsAlive => _state is LocalProcessState.Running or LocalProcessState.Restarting;

    /// <summary>Stopped on request, so no longer wanted.</summary>
    public bool IsDone => _stop.Task.IsCompleted;

    public LocalWanted Wanted => new(start, _instance?.Pid ?? 0, _instance?.StartTicks ?? 0, ProcessTable.Boot);

    /// <exception cref="ProblemException">It cannot be started at all.</exception>
    public async Task BeginAsync()
    {
        try
        {
            if (start is { Port: true, Socket: { } socket })
                _bridge = PortBridge.Open(socket);
            await SpawnAsync();
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            Become(LocalProcessState.Failed);
            await EndBridgeAsync();
            throw new ProblemException(LocalProblems.CannotStart(start.Process, e.Message), e);
        }

        _life = LiveAsync();
    }

    /// <summary>Signal, wait for the whole group, kill after the timeout.</summary>
    public async Task EndAsync(int signal, TimeSpan timeout)
    {
        _stop.TrySetResult();
        if (_instance is { } instance && IsAlive)
        {
            if (!instance.Exited.IsCompleted)
                instance.Signal(signal);
            if (!await instance.WaitForGroupAsync(timeout, context.Time))
            {
                _log.Line($"{start.Process} did not end within {timeout.TotalSeconds:0.#} s and is killed");
                instance.Signal(Signals.Kill);
                await instance.WaitForGroupAsync(AfterKill, context.Time);
            }
        }

        await _life;
        await EndBridgeAsync();
        if (start.Socket is { } socket)
            Posix.Unlink(socket);
    }

    public async Task<LocalProcess> StatusAsync() => new(
        start.Process, start.Release, _instance?.Pid ?? 0, _state, _exit, _since, _restarts,
        start.Socket is { } socket ? _state == LocalProcessState.Running && await (_bridge is null ? Listeners.AnswerAsync(socket) : Listeners.AnswerAsync(_bridge.Port)) : null,
        _bridge?.Port);

    private async Task LiveAsync()
    {
        while (true)
        {
            await _instance!.Exited;
            if (!_stop.Task.IsCompleted)
            {
                _instance.Signal(Signals.Kill);
                _bridge?.ProcessEnded();
            }

            await _instance.DrainAsync(context.Time);
            _exit = _instance.ExitCode;
            if (_stop.Task.IsCompleted)
                break;
            var delay = _budget.NextDelay();
            _log.Line($"{start.Process} ended with status {_exit}" + (delay is null ? "; it died too often and is not started again" : ""));
            Become(delay is null ? LocalProcessState.Failed : LocalProcessState.Restarting);
            if (delay is null || !await PauseAsync(delay.Value) || !await RespawnAsync())
                break;
        }

        if (_state == LocalProcessState.Failed)
            await EndBridgeAsync();
        else
            Become(LocalProcessState.Stopped);
    }

    private ValueTask EndBridgeAsync() => _bridge?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<bool> PauseAsync(TimeSpan delay)
    {
        await Task.WhenAny(Task.Delay(delay, context.Time, CancellationToken.None), _stop.Task);
        return !_stop.Task.IsCompleted;
    }

    private async Task<bool> RespawnAsync()
    {
        try
        {
            _restarts++;
            await SpawnAsync();
            if (_stop.Task.IsCompleted)
                _instance!.Signal(Signals.Kill);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            _log.Line($"{start.Process} cannot be started: {e.Message}");
            Become(LocalProcessState.Failed);
            return false;
        }
    }

    private async Task SpawnAsync()
    {
        _instance = await ProcessInstance.StartAsync(_bridge?.Behind(start) ?? start, context.Site.Run, context.Spawner, _log);
        Become(LocalProcessState.Running);
        context.Changed();
    }

    private void Become(LocalProcessState state)
    {
        _since = context.Time.GetUtcNow();
        _state = state;
    }
}
