using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public class SoakStepTest
{
    [Theory]
    [InlineData(100, 0, 100, 4, true)]    // fewer than five are chance
    [InlineData(100, 0, 100, 5, false)]
    [InlineData(100, 0, 250, 5, true)]    // not more than 2 %
    [InlineData(100, 0, 249, 5, false)]
    [InlineData(100, 10, 100, 30, true)]  // not more than three times the share before
    [InlineData(100, 10, 100, 31, false)]
    [InlineData(0, 0, 10, 10, false)]
    [InlineData(0, 0, 0, 0, true)]
    public async Task Server_errors_after_the_switch_undo_it(long before, long errorsBefore, long after, long errorsAfter, bool good)
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Machine.Traffic.Enqueue(new SiteTraffic(before, errorsBefore, new TrafficMark(0, 0, 0)));
        host.Machine.Traffic.Enqueue(new SiteTraffic(after, errorsAfter, new TrafficMark(0, 0, 0)));

        var result = await host.RunAsync(host.Plan(2, "1-x"));

        Assert.Equal((good ? TransactionOutcome.Done : TransactionOutcome.Undone, good ? null : "app.server-errors"), (result.Outcome, result.Problem?.Code));
    }

    [Fact]
    public async Task What_visitors_get_while_they_are_kept_out_is_no_error_of_the_release()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Machine.Traffic.Enqueue(new SiteTraffic(100, 0, new TrafficMark(0, 0, 0)));
        host.Machine.Traffic.Enqueue(new SiteTraffic(100, 100, new TrafficMark(0, 0, 0)));

        var result = await host.RunAsync(host.Plan(2, "1-x", steps =>
            [.. steps.TakeWhile(s => s.Phase == Phase.Prepare), new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Data }, .. steps.SkipWhile(s => s.Phase == Phase.Prepare)]));

        Assert.Equal((TransactionOutcome.Done, null), (result.Outcome, result.Problem?.Code));
    }

    [Fact]
    public async Task A_worker_that_dies_undoes_the_switch_and_its_last_words_are_told()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Machine.State = (process, release) => process.Name == "queue" && release == "2-x" ? new ProcessState(false, true, 0, 3, "exit status 1") : null;

        var result = await host.RunAsync(host.Plan(2, "1-x"));

        Assert.Equal(("app.worker-died", "queue: exit status 1\nlast words of queue 2-x", "1-x"), (result.Problem!.Code, result.Problem.Detail, host.Serving));
    }

    [Fact]
    public async Task A_worker_that_crashed_once_and_waits_for_its_restart_undoes_the_switch()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var asked = 0;
        host.Machine.State = (process, release) => process.Name == "queue" && release == "2-x" && ++asked == 1
            ? new ProcessState(false, false, 0, 0, "exit status 1") { Crashed = true }
            : null;

        var result = await host.RunAsync(host.Plan(2, "1-x"));

        Assert.Equal(("app.worker-died", "1-x"), (result.Problem?.Code, host.Serving));
    }

    [Fact]
    public async Task A_release_that_sickens_after_the_switch_is_undone()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Entrances.Answer = release => release == "2-x" && host.Serving == "2-x" ? (500, "out of memory") : (200, "ok");

        var result = await host.RunAsync(host.Plan(2, "1-x"));

        Assert.Equal(("app.unhealthy-in-soak", "last answer: HTTP 500: out of memory\nlast words of web 2-x", "1-x"), (result.Problem!.Code, result.Problem.Detail, host.Serving));
    }

    [Fact]
    public async Task A_release_that_never_becomes_healthy_is_not_switched_to()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Entrances.Answer = release => release == "2-x" ? (500, "no table") : (200, "ok");

        var result = await host.RunAsync(host.Plan(2, "1-x"));

        Assert.Equal(("app.not-healthy", "1-x", TransactionOutcome.Undone), (result.Problem!.Code, result.Serving, result.Outcome));
        Assert.DoesNotContain(host.Entries, e => e.Transaction == "tx2" && e.Step == "switch" && e.Event == JournalEvent.Start);
    }

    [Theory, InlineData(302, "app.health-redirects"), InlineData(200, "app.health-names-other")]
    public async Task A_wrong_answer_is_told_by_what_it_is(int status, string code)
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Entrances.Answer = release => (status, """{"release":"7-y"}""");

        var result = await host.RunAsync(host.Plan(2, "1-x"));

        Assert.Equal(code, result.Problem!.Code);
        Assert.DoesNotContain("timeout", result.Problem.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Problem.Causes!, c => c.Contains("still starting", StringComparison.Ordinal));
    }

    /// <summary>On a first deploy nothing served before: nothing is said of it.</summary>
    [Fact]
    public async Task A_first_release_that_fails_speaks_of_no_old_one()
    {
        using var host = new TestHost();
        host.Entrances.Answer = _ => (500, "no table");

        var result = await host.RunAsync(host.Plan(1, null));

        Assert.Equal(TransactionOutcome.Undone, result.Outcome);
        Assert.DoesNotContain("old release", $"{result.Problem!.Title} {result.Problem.Detail} {result.Problem.Remedy}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_server_that_somebody_restarts_in_the_soak_does_not_undo_a_good_release()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var plan = host.Plan(2, "1-x", steps => steps.Select(s => s is SoakStep ? new SoakStep(TimeSpan.FromSeconds(30)) { Id = "soak", Title = "soak", Phase = Phase.Switch } : s));

        var result = await host.RunAsync(plan, (what, control) =>
        {
            if (what is not { Kind: "step", Step: "soak", State: "started" })
                return;
            host.Entrances.Stop();
            _ = Task.Delay(1000, TestContext.Current.CancellationToken).ContinueWith(after => host.Entrances.Start(), TaskScheduler.Default);
        });

        Assert.Equal((TransactionOutcome.Done, null, "2-x"), (result.Outcome, result.Problem?.Detail, host.Serving));
    }
}
