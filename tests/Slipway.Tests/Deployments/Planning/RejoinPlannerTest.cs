using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public class RejoinPlannerTest
{
    [Theory]
    [InlineData(TransactionProblems.CommitNotHeardCode)]
    [InlineData(TransactionProblems.InterruptedCode)]
    public void A_host_that_undid_alone_what_another_committed_switches_to_it_again(string code)
    {
        var (decision, other) = (new History(), new History());
        decision.Deploy('a');
        other.Deploy('a');
        decision.Deploy('b');
        other.DeployUndone('b', code);
        var plan = Assert.Single(Plan(decision, other));
        var (host, onHost) = Assert.Single(plan.Hosts);
        Assert.Equal("host-2", host);
        Assert.Equal(("2-bbbbbbbb", "1-aaaaaaaa", "rejoin", false), (onHost.Release, onHost.Previous, onHost.Kind, onHost.Coordinated));
        Assert.Equal(["site", "start", "health", "switch", "workers", "soak", "commit", "drain", "prune", "spare"], onHost.Steps.Select(s => s.Id));
        Assert.Equal(Phase.Start, onHost.Steps[0].Phase);
    }

    [Fact]
    public void Hosts_that_agree_need_nothing()
    {
        var (one, other) = (new History(), new History());
        foreach (var host in (History[])[one, other])
        {
            host.Deploy('a');
            host.DeployUndone('b', TransactionProblems.CommitNotHeardCode);
        }

        Assert.Empty(Plan(one, other));
    }

    [Fact]
    public void A_host_on_which_the_release_failed_is_left_to_the_next_deploy()
    {
        var (one, other) = (new History(), new History());
        one.Deploy('a');
        other.Deploy('a');
        one.Deploy('b');
        other.DeployUndone('b', "transaction.not-healthy");
        Assert.Empty(Plan(one, other));
    }

    [Fact]
    public void What_the_others_no_longer_serve_is_not_joined()
    {
        var (one, other) = (new History(), new History());
        one.Deploy('a');
        other.Deploy('a');
        one.Deploy('b');
        other.DeployUndone('b', TransactionProblems.CommitNotHeardCode);
        one.Deploy('c');
        Assert.Empty(Plan(one, other));
    }

    [Fact]
    public void It_is_tried_once()
    {
        var (one, other) = (new History(), new History());
        one.Deploy('a');
        other.Deploy('a');
        one.Deploy('b');
        var release = other.DeployUndone('b', TransactionProblems.CommitNotHeardCode);
        other.TryAgain(release);
        Assert.Empty(Plan(one, other));
    }

    private static IReadOnlyList<DeployPlan> Plan(params History[] hosts) =>
        RejoinPlanner.Plan(History.Environment, [.. hosts.Select((h, i) => h.Host($"host-{i + 1}"))], new PlanOptions { Who = "me@laptop" });
}
