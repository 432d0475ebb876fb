using Slipway.Deployments.Plans;
using Slipway.Problems;

namespace Slipway.Deployments.Transactions;

/// <summary>What the client says to a running transaction: go on, cancel, commit, or that it has gone.</summary>
public sealed class TransactionControl(HostPlan plan, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan HoldLook = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _lockWanted = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _dataSettled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Phase _allowed = plan.Coordinated ? Phase.Prepare : Phase.Commit;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Phase _reached = Phase.Prepare;

    /// <summary>Cancelled when the transaction must be undone. Never after the commit.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Cancelled when another transaction waits for the lock, and what only tidies up should leave it to that one.</summary>
    public CancellationToken LockWanted => _lockWanted.Token;

    /// <summary>Why it was cancelled; for the journal.</summary>
    public Problem? Reason { get; private set; }

    /// <summary>All content that the plan names is on the host.</summary>
    public void ContentReceived() => _received.TrySetResult();

    /// <summary>Another transaction waits for the lock.</summary>
    public void WantLock() => _lockWanted.Cancel();

    /// <summary>The host that changes the data has ended with it: kept, or put back.</summary>
    public void DataSettled() => _dataSettled.TrySetResult();

    /// <summary>Completes with <see cref="DataSettled"/>.</summary>
    public Task DataIsSettled => _dataSettled.Task;

    public Task ContentAsync(CancellationToken cancel) => _received.Task.WaitAsync(cancel);

    /// <summary>The client allows the phase (and all before it).</summary>
    public void Proceed(Phase phase)
    {
        lock (_lock)
        {
            if (phase > _allowed)
                _allowed = phase;
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Cancel(Problem reason)
    {
        lock (_lock)
        {
            if (_reached == Phase.Commit || Reason is not null)
                return;
            Reason = reason;
        }

        _cancelled.Cancel();
    }

    /// <summary>The client went away without a word: before the switch that cancels, afterwards the host goes on alone.</summary>
    public void ClientGone()
    {
        _gone.TrySetResult();
        if (_reached < Phase.Switch)
            Cancel(TransactionProblems.ClientGone());
    }

    /// <summary>Waits until the phase may begin.</summary>
    /// <exception cref="ProblemException">Nobody committed in time.</exception>
    public async Task AdmitAsync(Phase phase, Action waiting, CancellationToken cancel)
    {
        var deadline = phase == Phase.Commit ? plan.CommitWait : TimeSpan.FromHours(1);
        using var limit = new CancellationTokenSource(deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var told = false;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            Task changed;
            lock (_lock)
            {
                if (phase <= _allowed)
                {
                    _reached = phase;
                    break;
                }

                changed = _changed.Task;
            }

            if (!told)
                waiting();
            told = true;
            try
            {
                await changed.WaitAsync(both.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw new ProblemException(TransactionProblems.CommitNotHeard(deadline));
            }
        }

        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Stands still for a drill: until cancelled, the client has gone, or somebody makes the file.</summary>
    public async Task HoldAsync(string resumeFile, CancellationToken cancel)
    {
        while (!_gone.Task.IsCompleted && !File.Exists(resumeFile))
            await Task.Delay(HoldLook, time, cancel);
    }

    public void Dispose()
    {
        _cancelled.Dispose();
        _lockWanted.Dispose();
    }
}
