using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Transactions;

public sealed class TransactionControlTest : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Phase.Prepare, true), InlineData(Phase.Data, true), InlineData(Phase.Start, true), InlineData(Phase.Switch, false), InlineData(Phase.Commit, false)]
    public async Task A_client_that_goes_away_cancels_before_the_switch_only(Phase phase, bool cancels)
    {
        using var control = New(coordinated: false);
        await control.AdmitAsync(phase, Never, CancellationToken.None);
        control.ClientGone();
        Assert.Equal((cancels, cancels ? "transaction.client-gone" : null), (control.Cancelled.IsCancellationRequested, control.Reason?.Code));
    }

    [Fact]
    public async Task A_person_may_cancel_until_the_commit()
    {
        using var control = New(coordinated: false);
        await control.AdmitAsync(Phase.Switch, Never, CancellationToken.None);
        control.Cancel(TransactionProblems.CancelledByClient());
        Assert.True(control.Cancelled.IsCancellationRequested);

        using var late = New(coordinated: false);
        await late.AdmitAsync(Phase.Commit, Never, CancellationToken.None);
        late.Cancel(TransactionProblems.CancelledByClient());
        Assert.Equal((false, null), (late.Cancelled.IsCancellationRequested, late.Reason));
    }

    [Fact]
    public void The_first_reason_counts()
    {
        using var control = New(coordinated: false);
        control.Cancel(TransactionProblems.CancelledByClient());
        control.ClientGone();
        Assert.Equal("transaction.cancelled", control.Reason!.Code);
    }

    [Fact]
    public async Task Coordinated_phases_wait_for_the_word()
    {
        using var control = New(coordinated: true);
        await control.AdmitAsync(Phase.Prepare, Never, CancellationToken.None);
        var told = 0;
        var waiting = control.AdmitAsync(Phase.Start, () => told++, CancellationToken.None);
        control.Proceed(Phase.Data);
        Assert.False(waiting.IsCompleted);
        control.Proceed(Phase.Start);
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        await control.AdmitAsync(Phase.Data, Never, CancellationToken.None);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task A_commit_that_nobody_says_is_a_problem()
    {
        using var control = New(coordinated: true);
        var e = await Assert.ThrowsAsync<ProblemException>(() => control.AdmitAsync(Phase.Commit, () => { }, CancellationToken.None));
        Assert.Equal(("transaction.commit-not-heard", "No commit was heard within 2 s"), (e.Problem.Code, e.Problem.Title));
    }

    [Fact]
    public async Task Content_is_waited_for()
    {
        using var control = New(coordinated: false);
        var content = control.ContentAsync(CancellationToken.None);
        Assert.False(content.IsCompleted);
        control.ContentReceived();
        await content;
    }

    [Fact]
    public async Task A_host_that_hears_no_commit_undoes()
    {
        using var host = new TestHost();
        await host.DeployedAsync(1, null);
        var result = await host.RunAsync(host.Plan(2, "1-x") with { Coordinated = true, CommitWait = TimeSpan.FromSeconds(2) }, (e, control) =>
        {
            if (e.Kind == "waiting" && e.Phase != "Commit")
                control.Proceed(Enum.Parse<Phase>(e.Phase!));
        });
        Assert.Equal(("transaction.commit-not-heard", "1-x", "1-x"), (result.Problem?.Code, result.Serving, host.Serving));
        Assert.Equal(["Data", "Start", "Switch", "Commit"], new[] { "Data" }.Concat(host.Events.Where(e => e.Kind == "waiting").Select(e => e.Phase!)));
    }

    private HostPlan Plan(bool coordinated) => new()
    {
        Transaction = "tx", Kind = "deploy", Layout = _folder.Layout(), Release = "1-x", Identity = "", Who = "", Steps = [], Coordinated = coordinated, CommitWait = TimeSpan.FromSeconds(2),
    };

    private TransactionControl New(bool coordinated) => new(Plan(coordinated), new FastTime());

    private static void Never() => Assert.Fail("nothing to wait for");
}
