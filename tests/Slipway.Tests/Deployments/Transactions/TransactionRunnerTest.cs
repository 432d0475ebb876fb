using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Transactions;

public class TransactionRunnerTest
{
    private static readonly string[] BeforeCommit = ["upload", "tree", "configure", "build", "site", "start", "health", "switch", "workers", "soak"];
    private static readonly string[] Points = ["before", "inside", "after"];

    public static TheoryData<string> PointsToCancel => [.. BeforeCommit.SelectMany(s => Points.Select(p => $"{s}:{p}"))];

    public static TheoryData<string> PointsBeforeCommit => [.. PointsToCancel.Select(p => p.Data), "commit:before", "commit:inside"];

    public static TheoryData<string> PointsAfterCommit => ["commit:after", .. new[] { "drain", "prune", "spare" }.SelectMany(s => Points.Select(p => $"{s}:{p}"))];

    public static TheoryData<string> AllPoints => [.. PointsBeforeCommit.Select(p => p.Data), .. PointsAfterCommit.Select(p => p.Data)];

    [Fact]
    public async Task A_first_and_a_second_deploy_serve_and_leave_nothing_behind()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.DeployedAsync(2, "1-x");

        Assert.Equal(("2-x", "1-x"), (host.Serving, CurrentLink.Read(host.Layout.Previous)));
        Assert.Equal(["queue 2-x", "web 2-x"], host.Machine.Running);
        Assert.Empty(host.Leftovers());
        Assert.Equal("site 2", File.ReadAllText(host.SiteFile));
        Assert.Equal(["1-x", "2-x"], host.Records.Where(r => r is { IsGood: true, Outcome: TransactionOutcome.Done }).Select(r => r.Release));
        Assert.Equal(BeforeCommit.Concat(["commit", "drain", "prune", "spare"]), host.Records[1].Done);
        Assert.Equal("1", File.ReadAllText(Path.Combine(host.Layout.Current, "storage/skeleton.txt")));
        Assert.True(File.Exists(Path.Combine(host.Layout.Current, "built")));
    }

    [Theory, MemberData(nameof(PointsBeforeCommit))]
    public async Task A_failure_before_the_commit_is_undone(string point)
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);

        var result = await host.RunAsync(host.Plan(2, "1-x") with { Hold = point }, (e, _) =>
        {
            if (e.Kind == "held")
                throw new ProblemException(new Problem("test.injected", "injected", "APP_KEY is secret-2", null, "none"));
        });

        Assert.Equal((TransactionOutcome.Undone, "test.injected", "1-x"), (result.Outcome, result.Problem?.Code, result.Serving));
        AssertOldServes(host);
        Assert.DoesNotContain("secret-2", File.ReadAllText(host.Layout.Journal));
    }

    [Theory, MemberData(nameof(PointsToCancel))]
    public async Task A_cancel_before_the_commit_is_undone(string point)
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);

        var result = await host.RunAsync(host.Plan(2, "1-x") with { Hold = point }, (e, control) =>
        {
            if (e.Kind == "held")
                control.Cancel(TransactionProblems.CancelledByClient());
        });

        Assert.Equal((TransactionOutcome.Undone, "transaction.cancelled", "1-x"), (result.Outcome, result.Problem?.Code, result.Serving));
        AssertOldServes(host);
    }

    [Theory, MemberData(nameof(PointsAfterCommit))]
    public async Task Nothing_is_undone_after_the_commit(string point)
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);

        var result = await host.RunAsync(host.Plan(2, "1-x") with { Hold = point }, (e, _) =>
        {
            if (e.Kind == "held")
                throw new IOException("injected");
        });

        Assert.Equal((TransactionOutcome.Done, "2-x", "2-x"), (result.Outcome, result.Serving, host.Serving));
        Assert.True(host.Records[^1] is { IsGood: true, Outcome: TransactionOutcome.Done });
        Assert.DoesNotContain(host.Events, e => e.State is "undone" or "undo-failed");
    }

    [Theory, MemberData(nameof(PointsBeforeCommit))]
    public async Task A_failed_first_deploy_leaves_no_current(string point)
    {
        using var host = new TestHost();

        var result = await host.RunAsync(host.Plan(1, null) with { Hold = point }, (e, _) =>
        {
            if (e.Kind == "held")
                throw new IOException("injected");
        });

        Assert.Equal((TransactionOutcome.Undone, null, null), (result.Outcome, result.Serving, host.Serving));
        Assert.Empty(host.Leftovers());
        Assert.Empty(host.Machine.Running);
        Assert.False(File.Exists(host.SiteFile));
    }

    [Theory, MemberData(nameof(AllPoints))]
    public async Task A_killed_transaction_is_recovered_to_old_or_new_whole(string point)
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.KillAtAsync(host.Plan(2, "1-x"), point);

        var result = await host.RecoverAsync();
        if (PointsAfterCommit.Any(p => p.Data == point))
            Assert.Equal((TransactionOutcome.Done, "2-x", "2-x", "1-x"), (result!.Outcome, result.Serving, host.Serving, CurrentLink.Read(host.Layout.Previous)));
        else
        {
            Assert.Equal((TransactionOutcome.Undone, "1-x"), (result!.Outcome, result.Serving));
            AssertOldServes(host);
        }

        Assert.Empty(host.Leftovers());
        var picture = TempFolder.Picture(host.Layout.Root) + TempFolder.Picture(host.Etc);
        Assert.Null(await host.RecoverAsync());
        Assert.Equal(picture, TempFolder.Picture(host.Layout.Root) + TempFolder.Picture(host.Etc));
        await host.DeployedAsync(3, host.Serving);
    }

    [Theory, MemberData(nameof(AllPoints))]
    public async Task A_killed_first_deploy_is_recovered_to_nothing_or_new_whole(string point)
    {
        using var host = new TestHost();
        await host.KillAtAsync(host.Plan(1, null), point);

        var result = await host.RecoverAsync();
        if (PointsAfterCommit.Any(p => p.Data == point))
            Assert.Equal((TransactionOutcome.Done, "1-x", "1-x"), (result!.Outcome, result.Serving, host.Serving));
        else
        {
            Assert.Equal((TransactionOutcome.Undone, null, null), (result!.Outcome, result.Serving, host.Serving));
            Assert.Empty(host.Machine.Running);
            Assert.False(File.Exists(host.SiteFile));
        }

        Assert.Empty(host.Leftovers());
        await host.DeployedAsync(2, host.Serving);
    }

    [Fact]
    public async Task Every_prefix_of_the_journal_is_recovered_to_a_whole_state()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var before = new FileInfo(host.Layout.Journal).Length;
        await host.KillAtAsync(host.Plan(2, "1-x"), "soak:after");
        var lines = File.ReadAllBytes(host.Layout.Journal);
        for (var end = lines.Length; end > before; end = Array.LastIndexOf(lines, (byte)'\n', end - 2) + 1)
        {
            File.WriteAllBytes(host.Layout.Journal, lines[..end]);
            var result = await host.RecoverAsync();
            Assert.Equal((TransactionOutcome.Undone, "1-x", "1-x"), (result!.Outcome, result.Serving, host.Serving));
            Assert.Empty(host.Leftovers());
        }
    }

    [Fact]
    public async Task A_recovery_that_is_killed_is_recovered()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.KillAtAsync(host.Plan(2, "1-x"), "soak:inside");
        for (var calls = 0; ; calls++)
        {
            var left = calls;
            host.Machine.Fail = _ =>
            {
                if (left-- == 0)
                    throw new KilledException();
            };
            var end = host.Entries.Count;
            await host.RecoverAsync();
            host.Machine.Fail = _ => { };
            if (host.Records[^1].Outcome == TransactionOutcome.Undone)
                break;

            // As if it had been killed there: the entries of its end are not in the journal.
            var lines = File.ReadAllLines(host.Layout.Journal);
            File.WriteAllLines(host.Layout.Journal, lines.Take(end + 2));
            Assert.InRange(calls, 0, 50);
        }

        AssertOldServes(host);
    }

    [Fact]
    public async Task After_a_reboot_recovery_starts_what_must_run()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.KillAtAsync(host.Plan(2, "1-x"), "switch:inside");
        host.Machine.EndAll();

        Assert.Equal("1-x", (await host.RecoverAsync())!.Serving);
        Assert.Equal(["queue 1-x", "web 1-x"], host.Machine.Running);
    }

    [Fact]
    public async Task Recovery_with_an_unreadable_plan_puts_current_back_and_says_so()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.KillAtAsync(host.Plan(2, "1-x"), "switch:after");
        File.WriteAllText(Recovery.PlanFile(host.Layout, "tx2"), "{ not json");

        var result = await host.RecoverAsync();

        Assert.Equal((TransactionOutcome.UndoFailed, "transaction.plan-lost", "1-x"), (result!.Outcome, result.Problem?.Code, host.Serving));
        Assert.Null(await host.RecoverAsync());
    }

    [Fact]
    public async Task Recovery_without_a_plan_ends_a_transaction_that_never_began_a_step()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        using (var journal = Journal.Open(host.Layout.Journal, host.Time))
            journal.Append(new JournalEntry { Transaction = "tx9", Event = JournalEvent.Begin, Release = "9-x", Previous = "1-x" }, durable: false);

        await host.RecoverAsync();

        Assert.Equal(TransactionOutcome.Undone, host.Records[^1].Outcome);
    }

    [Fact]
    public async Task Undo_proves_the_old_release_by_its_own_health_not_by_that_of_the_new_one()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var plan = host.Plan(2, "1-x", steps => steps.Where(s => s is not HealthStep));
        plan = plan with { Health = plan.Health! with { HasProcess = true, Timeout = TimeSpan.Zero }, Hold = "workers:inside" };

        var result = await host.RunAsync(plan, Throw);

        Assert.Equal((TransactionOutcome.Undone, "1-x"), (result.Outcome, result.Serving));
    }

    [Fact]
    public async Task An_undo_that_fails_is_told_and_the_other_steps_are_undone_all_the_same()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Machine.Fail = call =>
        {
            if (call == "stop queue 2-x")
                throw new IOException("it does not stop");
        };

        var result = await host.RunAsync(host.Plan(2, "1-x") with { Hold = "soak:inside" }, Throw);

        Assert.Equal((TransactionOutcome.UndoFailed, "1-x", "1-x"), (result.Outcome, result.Serving, host.Serving));
        Assert.Equal(["workers"], host.Entries.Where(e => e.Event == JournalEvent.UndoFailed).Select(e => e.Step!));
        Assert.Equal(["soak", "switch", "health", "start", "site", "build", "configure", "tree", "upload"], host.Entries.Where(e => e.Event == JournalEvent.Undone).Select(e => e.Step!));
        Assert.Equal("site 1", File.ReadAllText(host.SiteFile));
        Assert.Equal(TransactionOutcome.UndoFailed, host.Records[^1].Outcome);
    }

    [Fact]
    public async Task A_machine_that_throws_anything_while_proving_does_not_keep_the_end_out_of_the_journal()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        host.Machine.State = (_, _) => throw new TimeoutException("systemd does not answer");
        var plan = host.Plan(2, "1-x");
        var health = plan.Health! with { HasProcess = true };

        var result = await host.RunAsync(plan with { Hold = "build:inside", Health = health, PreviousHealth = health }, Throw);

        Assert.Equal((TransactionOutcome.UndoFailed, TransactionOutcome.UndoFailed), (result.Outcome, host.Records[^1].Outcome));
    }

    /// <summary>The health check has changed with the release: the old one knows nothing of the new page, and the new one, say, of no 200.</summary>
    [Fact]
    public async Task The_old_release_is_proven_by_its_own_health_check()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var plan = host.Plan(2, "1-x");

        var result = await host.RunAsync(plan with { Health = plan.Health! with { Expect = 204, Timeout = TimeSpan.FromSeconds(1) } });

        Assert.Equal((TransactionOutcome.Undone, "1-x"), (result.Outcome, result.Serving));
    }

    [Fact]
    public async Task What_runs_is_not_started_again_after_the_commit()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        Assert.Equal(["start web 1-x", "start queue 1-x"], host.Machine.Calls.Where(c => c.StartsWith("start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_env_of_a_committed_release_becomes_the_host_s()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        Assert.Equal(host.Plan(1, null).Env, Slipway.Deployments.Releases.EnvFolder.CurrentOf(host.Layout));

        await host.RunAsync(host.Plan(2, "1-x") with { Hold = "soak:inside" }, Throw);
        Assert.Equal(host.Plan(1, null).Env, Slipway.Deployments.Releases.EnvFolder.CurrentOf(host.Layout));
    }

    [Fact]
    public async Task A_current_that_somebody_changed_is_left_alone()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        await host.DeployedAsync(2, "1-x");

        var result = await host.RunAsync(host.Plan(3, "1-x"));

        Assert.Equal(("transaction.serving-changed", "2-x"), (result.Problem?.Code, host.Serving));
    }

    [Fact]
    public async Task Visitors_are_let_in_again_after_a_failure_and_after_a_commit()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        HostPlan Frozen(int number) => host.Plan(number, "1-x", s => s.SelectMany(x => x.Id == "site" ? [new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Data }, x] : new[] { x }));

        var frozen = false;
        await host.RunAsync(Frozen(2) with { Hold = "soak:inside" }, (e, _) =>
        {
            if (e.Kind != "held")
                return;
            frozen = File.Exists(host.Layout.FreezeFile) && !host.Machine.Runs("queue", "1-x");
            throw new IOException("injected");
        });
        Assert.True(frozen);
        AssertOldServes(host);

        Assert.Equal(TransactionOutcome.Done, (await host.RunAsync(Frozen(3))).Outcome);
        Assert.False(File.Exists(host.Layout.FreezeFile));
    }

    [Fact]
    public async Task Old_workers_start_again_only_after_frozen_data_has_been_put_back()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var data = new MarkStep(() => host.Machine.Calls.Add("data back")) { Id = "data", Title = "data", Phase = Phase.Data };
        var plan = host.Plan(2, "1-x", s => s.SelectMany(x => x.Id == "site" ? [new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Data }, data, x] : new[] { x }));
        using var journal = Journal.Open(host.Layout.Journal, host.Time);
        using var control = new TransactionControl(plan, host.Time);
        control.ContentReceived();
        host.Machine.Calls.Clear();

        await new TransactionRunner(host.Context(plan with { Hold = "soak:inside" }, journal, control, e => Throw(e, control))).RunAsync();

        Assert.True(host.Machine.Calls.IndexOf("data back") < host.Machine.Calls.IndexOf("start queue 1-x"), string.Join(", ", host.Machine.Calls));
        Assert.True(host.Machine.Runs("queue", "1-x"));
    }

    private static void Throw(TransactionEvent e, TransactionControl control)
    {
        if (e.Kind == "held")
            throw new IOException("injected");
    }

    private static void AssertOldServes(TestHost host)
    {
        Assert.Equal("1-x", host.Serving);
        Assert.Empty(host.Leftovers());
        Assert.Equal(["queue 1-x", "web 1-x"], host.Machine.Running);
        Assert.Equal("site 1", File.ReadAllText(host.SiteFile));
        Assert.True(host.Records[^1] is { Outcome: TransactionOutcome.Undone, IsGood: false, Release: "2-x" });
    }

    private sealed record MarkStep(Action Undo) : Step
    {
        public override Task RunAsync(StepContext context) => Task.CompletedTask;

        public override Task UndoAsync(StepContext context)
        {
            Undo();
            return Task.CompletedTask;
        }
    }

    private sealed class KilledException : Exception;
}
