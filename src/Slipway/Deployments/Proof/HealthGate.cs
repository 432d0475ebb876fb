using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Deployments.Proof;

/// <summary>Asks for health until the answer is right, the process has died, or time is up.</summary>
internal static class HealthGate
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    // To ask systemd costs as much as several answers of the app.
    private static readonly TimeSpan LookForDeath = TimeSpan.FromMilliseconds(150);

    /// <exception cref="ProblemException">With the last answer and the app's own last words.</exception>
    public static async Task WaitAsync(StepContext context, string release, HealthProbe health, string entrance)
    {
        using var client = new EntranceClient(entrance);
        using var limit = new CancellationTokenSource(health.Timeout, context.Time);
        var pause = FirstPause;
        var started = context.Time.GetTimestamp();
        var looked = started;
        while (true)
        {
            var answer = await client.GetAsync(health.Path, health.Host, health.Scheme, context.Cancel);
            if (Judge(answer, health, release) is not { } wrong)
                return;
            if (wrong.Final || limit.IsCancellationRequested)
                throw await ProblemAsync(context, release, health, answer, wrong.Text, context.Time.GetElapsedTime(started));
            if (context.Time.GetElapsedTime(looked) > LookForDeath)
            {
                await ThrowIfDeadAsync(context, release, health);
                looked = context.Time.GetTimestamp();
            }

            await context.DelayAsync(pause);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>Null when the answer is the expected one; else what is wrong, and whether waiting cannot help.</summary>
    internal static (string Text, bool Final)? Judge(EntranceAnswer answer, HealthProbe health, string release)
    {
        if (answer.Status == health.Expect)
            return ReleaseProof.AnswerContradiction(answer.Body, release) is { } wrong ? (wrong, true) : null;
        var asked = new Uri($"{health.Scheme}://{health.Host}{health.Path}");
        var redirect = answer.Status is >= 300 and < 400 && answer.Location is { } location
            && Uri.TryCreate(asked, location, out var to)
            && (to.IdnHost != asked.IdnHost || to.Scheme != asked.Scheme);
        return redirect
            ? ($"{answer.Describe()}: the app redirects to another name or scheme than {health.Scheme}://{health.Host}", true)
            : (answer.Describe(), false);
    }

    private static async Task ThrowIfDeadAsync(StepContext context, string release, HealthProbe health)
    {
        if (!health.HasProcess)
            return;
        var state = await context.Machine.StateAsync(new PlannedProcess(PlannedProcess.Web, TimeSpan.Zero), release, context.Cancel);
        if (!state.Failed && (state.Running || state.Restarts < 3))
            return;
        var words = await LastWords.OfAsync(context, PlannedProcess.Web, release);
        throw new ProblemException(StartEvidence.Add(TransactionProblems.DidNotStart(release, state.Detail, words), context, state));
    }

    private static async Task<ProblemException> ProblemAsync(
        StepContext context, string release, HealthProbe health, EntranceAnswer answer, string last, TimeSpan waited)
    {
        var words = await LastWords.OfAsync(context, PlannedProcess.Web, release);
        return new ProblemException(answer switch
        {
            { Status: >= 300 and < 400 } when answer.Status != health.Expect => TransactionProblems.HealthRedirects(release, health, last, words),
            _ when answer.Status == health.Expect => TransactionProblems.HealthNamesOther(release, health, last, words),
            _ => StartEvidence.Add(TransactionProblems.NotHealthy(release, health, last, waited, words), context, null),
        });
    }
}
