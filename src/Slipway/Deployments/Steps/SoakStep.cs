using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Proof;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Watches the new release serve: health through the web path, the share of 5xx among this site's answers, its workers.
/// </summary>
/// <param name="Time">How long.</param>
public sealed record SoakStep(TimeSpan Time) : Step
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Fewer server errors than this are chance.</summary>
    private const int MinErrors = 5;

    /// <summary>Undo above this share of server errors, if it is also three times the share before.</summary>
    private const double MaxShare = 0.02;

    /// <summary>How long a web server that somebody restarts may be away.</summary>
    private static readonly TimeSpan WebServerAway = TimeSpan.FromSeconds(15);

    /// <summary>A single bad answer may be a hiccup; this many in a row are not.</summary>
    private const int BadAnswersInARow = 2;

    public override async Task RunAsync(StepContext context)
    {
        var plan = context.Plan;
        if (plan.Health is not { } health)
        {
            await WorkersOnlyAsync(context);
            return;
        }

        // At once, lest a wrong release serves for the whole time; without a soak the proof at the end is this one.
        if (Time > TimeSpan.Zero)
            await ProveServingAsync(context, health);
        // Visitors who are kept out get 503 from the web server: no error of the release.
        var before = plan.Steps.Any(s => s is FreezeStep) ? null : await context.Machine.TrafficAsync(null, context.Cancel);
        using var client = new EntranceClient(plan.Layout.CurrentEntrance);
        using var limit = new CancellationTokenSource(Time, context.Time);
        await context.InsideAsync();
        var bad = 0;
        do
        {
            await WebServerAsync(context);
            var answer = await client.GetAsync(health.Path, health.Host, health.Scheme, context.Cancel);
            bad = HealthGate.Judge(answer, health, plan.Release) is null ? 0 : bad + 1;
            if (bad >= BadAnswersInARow)
                throw new ProblemException(TransactionProblems.UnhealthyInSoak(plan.Release, answer.Describe(), await LastWords.OfAsync(context, PlannedProcess.Web, plan.Release)));
            await ThrowIfErrorsAsync(context, before);
            if (!limit.IsCancellationRequested)
            {
                await WorkersProvenAsync(context, final: false);
                await context.DelayAsync(Pause < Time ? Pause : Time);
            }
        }
        while (!limit.IsCancellationRequested || bad > 0);
        await WorkersProvenAsync(context, final: true);
        await ProveServingAsync(context, health);
        context.Proven();
    }

    private async Task WorkersOnlyAsync(StepContext context)
    {
        using var limit = new CancellationTokenSource(Time, context.Time);
        await context.InsideAsync();
        while (!limit.IsCancellationRequested)
        {
            await WorkersProvenAsync(context, final: false);
            await context.DelayAsync(Pause < Time ? Pause : Time);
        }

        await WorkersProvenAsync(context, final: true);
    }

    /// <summary>Somebody may restart the web server meanwhile: while it is away, the release is not to blame, and nothing is known of it.</summary>
    private static async Task WebServerAsync(StepContext context)
    {
        var started = context.Time.GetTimestamp();
        while (!SocketConnections.HasListener(context.Layout.CurrentEntrance) && context.Time.GetElapsedTime(started) < WebServerAway)
            await context.DelayAsync(Pause);
    }

    /// <summary>A single contradiction may be of a web server that was restarted while it was asked.</summary>
    private static async Task ProveServingAsync(StepContext context, HealthProbe health)
    {
        if (await ContradictionAsync(context, health) is null)
            return;
        await context.DelayAsync(Pause);
        if (await ContradictionAsync(context, health) is { } wrong)
            throw new ProblemException(TransactionProblems.WrongRelease(context.Plan.Release, wrong));
    }

    private static async Task<string?> ContradictionAsync(StepContext context, HealthProbe health)
    {
        await WebServerAsync(context);
        var (plan, entrance) = (context.Plan, context.Layout.CurrentEntrance);
        return await ReleaseProof.ContradictionAsync(context.Machine, plan.Layout, health, plan.Release, entrance, context.Cancel);
    }

    private static async Task WorkersProvenAsync(StepContext context, bool final)
    {
        foreach (var worker in context.Plan.Processes.Where(p => !p.IsWeb))
        {
            var state = await context.Machine.StateAsync(worker, context.Plan.Release, context.Cancel);
            var wrong = state.Failed || state.Crashed || state.Restarts >= 3 || (final && !state.Running)
                ? $"{worker.Name}: {state.Detail}"
                : final ? ReleaseProof.FolderContradiction(context.Layout, context.Plan.Release, state.MainProcess, worker.Name) : null;
            if (wrong is not null)
                throw new ProblemException(TransactionProblems.WorkerDied(worker.Name, wrong, await LastWords.OfAsync(context, worker.Name, context.Plan.Release)));
        }
    }

    private static async Task ThrowIfErrorsAsync(StepContext context, SiteTraffic? before)
    {
        if (before is null || await context.Machine.TrafficAsync(before.Mark, context.Cancel) is not { Requests: > 0 } now)
            return;
        var share = (double)now.ServerErrors / now.Requests;
        var shareBefore = before.Requests == 0 ? 0 : (double)before.ServerErrors / before.Requests;
        if (now.ServerErrors >= MinErrors && share > MaxShare && share > 3 * shareBefore)
            throw new ProblemException(TransactionProblems.ServerErrors(now.ServerErrors, now.Requests, shareBefore, await LastWords.OfAsync(context, PlannedProcess.Web, context.Plan.Release)));
    }
}
