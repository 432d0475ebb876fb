using System.Threading.Channels;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Deployments.Coordination;

/// <summary>
/// Applies a plan on all hosts: begin everywhere or nowhere, send content, then phase by phase, all hosts together. The commit is
/// written on the first host (the decision host: the one that migrates, else the first of the list) before the others hear of it. Returns when all have committed or all are undone.
/// </summary>
public sealed class DeployCoordinator(AppEnvironment environment, HostSessions sessions, Action<DeploymentEvent> emit, TimeProvider time)
{
    private static readonly TimeSpan LockPause = TimeSpan.FromSeconds(1);

    // A host goes on telling after its commit, when nobody waits here any more: that must do no harm.
    private readonly Channel<bool> _changed = Channel.CreateUnbounded<bool>();
    private List<HostRun> _runs = [];

    /// <param name="source">Null when the content is on the hosts already.</param>
    /// <param name="wait">Wait for the lock instead of ending with exit 11.</param>
    /// <returns>Null when every host committed, else what happened (with its exit code).</returns>
    public async Task<Problem?> ApplyAsync(DeployPlan plan, ReleaseSource? source, bool wait, bool createUsers, CancellationToken cancel)
    {
        if (await RunAsync(plan, source, wait, createUsers, cancel) is { } refused)
            return refused;
        await Task.WhenAll(_runs.Where(r => r.Lost is null).Select(r => r.Session.ByeAsync()));
        return Judge();
    }

    /// <summary>Applies a plan of the hosts' own content; the sessions go on afterwards.</summary>
    public async Task<Problem?> RejoinAsync(DeployPlan plan, CancellationToken cancel)
    {
        if (await RunAsync(plan, null, wait: true, createUsers: false, cancel) is { } refused)
            return refused;
        await Task.WhenAll(_runs.Select(r => r.Session.LeaveAsync()));
        return Judge();
    }

    /// <summary>Hosts that have not committed, and why: with <c>exclude</c> the deployment went on without them.</summary>
    public IReadOnlyList<(string Host, Problem Problem)> LeftOut => [.. _runs.Where(r => !r.Committed).Select(r => (r.Name, ProblemOf(r)!))];

    /// <returns>Why it was refused; null when it has run, well or not.</returns>
    private async Task<Problem?> RunAsync(DeployPlan plan, ReleaseSource? source, bool wait, bool createUsers, CancellationToken cancel)
    {
        _runs = [.. plan.Hosts.OrderByDescending(h => HasData(h.Plan)).Select(h => new HostRun(sessions.Of(h.Host), h, emit, () => _changed.Writer.TryWrite(true)))];
        using var cancelling = cancel.Register(() => _ = CancelByPersonAsync());
        if (await BeginAsync(wait, createUsers, cancel) is { } refused)
            return refused;
        if (cancel.IsCancellationRequested)
            await CancelAsync(TransactionProblems.CancelledByClient());
        else if (source is not null && await SendAsync(source, cancel) is { } notSent)
            await CancelAsync(notSent);
        await FollowAsync();
        return null;
    }

    private static bool HasData(HostPlan plan) => plan.Steps.Any(s => s.Phase == Phase.Data);

    /// <summary>
    /// All or none. The first by name alone, then the others together: of two clients that begin in the same moment one wins, and the
    /// time does not grow with the hosts. Who waits takes one after the other, so that two who wait never hold what the other needs.
    /// </summary>
    private async Task<Problem?> BeginAsync(bool wait, bool createUsers, CancellationToken cancel)
    {
        HostRun[] byName = [.. _runs.OrderBy(r => r.Name, StringComparer.Ordinal)];
        foreach (var together in wait ? byName.Chunk(1) : [byName[..1], byName[1..]])
        {
            var refusals = await Task.WhenAll(together.Select(run => BeginAsync(run, wait, createUsers, cancel)));
            if (refusals.FirstOrDefault(r => r is not null) is { } refusal)
            {
                await CancelAsync(refusal);
                await FollowAsync();
                return refusal;
            }
        }

        return null;
    }

    /// <returns>Why that host refused. One that was lost meanwhile may have begun: it counts as begun.</returns>
    private async Task<Problem?> BeginAsync(HostRun run, bool wait, bool createUsers, CancellationToken cancel)
    {
        try
        {
            // Not cancelled: what was asked for may have begun, and then it is told to undo.
            var answer = await run.Session.BeginAsync(run.Planned.Plan, createUsers, CancellationToken.None);
            while (wait && answer.Problem?.Exit == ExitCodes.Locked)
            {
                await Task.Delay(LockPause, time, cancel);
                answer = await run.Session.BeginAsync(run.Planned.Plan, createUsers, CancellationToken.None);
            }

            run.Begun = answer.Kind != "refused";
            return run.Begun ? null : answer.Problem! with { Where = run.Name };
        }
        catch (ProblemException e) when (e.Problem.Exit == ExitCodes.Unreachable)
        {
            run.Begun = true;
            run.Lose(e.Problem.Title);
            return HostLoss.Of(run, environment, time.GetUtcNow()) with { Where = run.Name };
        }
        catch (ProblemException e)
        {
            return e.Problem with { Where = e.Problem.Where ?? run.Name };
        }
    }

    private async Task<Problem?> SendAsync(ReleaseSource source, CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(_runs.Select(async run =>
            {
                var plan = run.Planned.Plan;
                await run.Session.UploadAsync(plan.Layout, source.Manifest, plan.Transaction, source.Open,
                    (done, total) => emit(new ProgressEvent("upload", run.Name, done, total, "bytes")), cancel);
                run.ContentSent = true;
                await run.Session.OrderAsync(new TransactionOrder("content"));
            }));
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problem with { Exit = ExitCodes.Undone };
        }
        catch (OperationCanceledException)
        {
            return TransactionProblems.CancelledByClient();
        }
    }

    private async Task FollowAsync()
    {
        var (cancelled, settled) = (false, false);
        while (!_runs.All(r => r.IsOver))
        {
            if (!cancelled && !_runs.Any(r => r.Committed) && _runs.FirstOrDefault(r => r is { Begun: true, Failed: true }) is { } failed && !Excludes(failed))
            {
                cancelled = true;
                await CancelAsync(CoordinationProblems.OtherHostFailed(failed.Name, ProblemOf(failed)!));
            }

            if (!settled && HasData(_runs[0].Planned.Plan) && _runs[0] is { IsOver: true, Lost: null })
            {
                settled = true;
                await Task.WhenAll(_runs.Skip(1).Select(r => r.Session.OrderAsync(new TransactionOrder("data-settled"))));
            }

            if (!cancelled)
                await ProceedAsync();
            if (!_runs.All(r => r.IsOver))
                await _changed.Reader.ReadAsync();
        }
    }

    /// <summary>A failing host is left out only with that policy, only while another host goes on, and not when the data was its business.</summary>
    private bool Excludes(HostRun failed) =>
        environment.OnHostFailure == OnHostFailure.Exclude && !HasData(failed.Planned.Plan) && _runs.Any(r => r != failed && r is { Begun: true, Failed: false });

    /// <summary>When all that go on wait, the earliest phase that any of them waits for may begin; the commit first on the decision host.</summary>
    private async Task ProceedAsync()
    {
        var going = _runs.Where(r => r is { IsOver: false, Failed: false }).ToList();
        if (going.Count == 0 || going.Any(r => r.Waiting is null))
            return;
        var phase = going.Min(r => r.Waiting!.Value);
        if (phase == Phase.Commit && !_runs.Any(r => r.Committed))
        {
            await going[0].ProceedAsync(phase);
            return;
        }

        await Task.WhenAll(going.Where(r => r.Waiting == phase).Select(r => r.ProceedAsync(phase)));
    }

    /// <summary>What the project's own commands after the commit ended with: told, but what was deployed stays.</summary>
    public IReadOnlyList<Problem> HookProblems => [.. _runs.SelectMany(r => r.HookProblems(environment.Name))];

    private Task CancelByPersonAsync()
    {
        _runs.ForEach(r => r.LeaveHooks());
        return CancelAsync(TransactionProblems.CancelledByClient());
    }

    private Task CancelAsync(Problem reason) =>
        Task.WhenAll(_runs.Where(r => r is { Begun: true, IsOver: false, Failed: false }).Select(r => r.Session.OrderAsync(new TransactionOrder("cancel") { Reason = reason })));

    private Problem? Judge()
    {
        var committed = _runs.Any(r => r.Committed);
        var failed = _runs.Where(r => r.Failed && !r.Committed).ToList();
        if (failed.Count == 0 || (committed && environment.OnHostFailure == OnHostFailure.Exclude))
            return null;
        var unproven = failed.FirstOrDefault(r => r.Result?.Outcome == TransactionOutcome.UndoFailed);
        if (unproven is not null)
            return CoordinationProblems.UndoUnproven(unproven.Name, unproven.Result!.Problem) with { Where = unproven.Name };
        var problems = failed.Select(r => (Run: r, Problem: ProblemOf(r)!)).ToList();
        var first = problems.FirstOrDefault(p => p.Problem.Exit == ExitCodes.UndoFailed);
        if (first.Problem is null)
            first = problems.FirstOrDefault(p => p.Problem.Code != "hosts.other-failed");
        if (first.Problem is null)
            first = problems[0];
        return first.Problem with { Where = first.Problem.Where ?? first.Run.Name };
    }

    private Problem? ProblemOf(HostRun run)
    {
        if (run.Result is { } result)
            return result.Problem;
        return run.Lost is null ? run.Undoing : HostLoss.Of(run, environment, time.GetUtcNow());
    }
}
