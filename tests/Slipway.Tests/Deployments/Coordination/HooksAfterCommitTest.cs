using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Tests.Deployments.Planning;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Coordination;

public sealed class HooksAfterCommitTest : IDisposable
{
    private static readonly TransactionEvent Failed = TransactionEvent.OfStep("hook-1", "after commit: purge", "failed",
        problem: new Problem("app.command-failed", "The command \"after commit\" ended with status 4", "purge failed", null, "Run it.") { Exit = ExitCodes.Undone });

    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task One_that_fails_is_told_by_the_deploy_that_ran_it()
    {
        var told = await ApplyAsync(host => host.TellAsync(Failed));
        Assert.Equal(("app.command-failed", "purge failed", "web1"), (told?.Code, told?.Detail, told?.Where));
    }

    [Fact]
    public async Task One_that_ends_well_is_waited_for() =>
        Assert.Null(await ApplyAsync(host => host.TellAsync(TransactionEvent.OfStep("hook-1", "after commit: purge", "done", 3))));

    [Fact]
    public async Task One_whose_end_is_not_seen_is_told()
    {
        var told = await ApplyAsync(host => host.VanishAsync());
        Assert.Equal(("hosts.hook-unseen", "the connection was lost while it ran", "web1"), (told?.Code, told?.Detail, told?.Where));
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_need_not()
    {
        using var cancel = new CancellationTokenSource();
        var told = await ApplyAsync(_ => cancel.CancelAsync(), cancel.Token);
        Assert.Equal(("hosts.hook-unseen", "it runs on"), (told?.Code, told?.Detail));
    }

    private async Task<Problem?> ApplyAsync(Func<ScriptedHost, Task> afterCommit, CancellationToken cancel = default)
    {
        var plan = _host.Plan(2, "1-x", steps =>
        [
            .. steps.Skip(1).TakeWhile(s => s is not DrainStep),
            new HookStep(new BuildCommand("after commit", ["purge"], [], TimeSpan.FromMinutes(15))) { Id = "hook-1", Title = "after commit: purge", Phase = Phase.Commit },
            .. steps.SkipWhile(s => s is not DrainStep),
        ]);
        var host = new ScriptedHost("web1");
        await host.StartAsync();
        await using var all = new HostSessions([host.Session], []);
        var coordinator = new DeployCoordinator(History.Environment, all, _ => { }, TimeProvider.System);
        var applying = coordinator.ApplyAsync(new DeployPlan { Environment = "staging", Hosts = [new("web1", plan)], Release = "2-x" }, null, false, false, cancel);
        await host.Begun;
        await host.TellAsync(TransactionEvent.OfCommitted("2-x"));
        await Task.Delay(50, CancellationToken.None);
        Assert.False(applying.IsCompleted);
        await afterCommit(host);
        Assert.Null(await applying.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        return coordinator.HookProblems.SingleOrDefault();
    }
}
