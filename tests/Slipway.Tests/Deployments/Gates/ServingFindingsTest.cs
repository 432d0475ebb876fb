using Slipway.Checks;
using Slipway.Deployments.Gates;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Tests.Deployments.Planning;
using Xunit;

namespace Slipway.Tests.Deployments.Gates;

public class ServingFindingsTest
{
    private static readonly GateFinding Debug = new("env.debug_off", "APP_DEBUG", Severity.Critical);
    private static readonly GateFinding Ports = new("compose.ports", "db", Severity.Critical);

    [Fact]
    public void The_record_is_in_the_journal_of_the_host() => Assert.Equal([Debug, Ports], Of([Serving(Debug, Ports)]).Record!.Findings);

    [Fact]
    public void Without_a_serving_release_nothing_is_known() =>
        Assert.Equivalent(new ServingFindings(), Of([Serving(Debug) with { State = new() { Transactions = Serving(Debug).State.Transactions } }]));

    [Fact]
    public void On_several_hosts_only_what_each_of_them_has_is_known() => Assert.Equal([Debug], Of([Serving(Debug, Ports), Serving(Debug)]).Record!.Findings);

    [Fact]
    public void One_host_without_a_record_leaves_none() => Assert.Null(Of([Serving(Debug), Serving(Debug) with { State = new() { Serving = "1-x" } }]).Record);

    [Fact]
    public void A_host_that_serves_nothing_yet_does_not_count() => Assert.Equal([Debug], Of([Serving(Debug), Serving() with { State = new() }]).Record!.Findings);

    [Fact]
    public void A_deploy_that_was_undone_says_nothing_of_what_serves()
    {
        var host = Serving(Debug);
        var failed = host.State.Transactions[0] with { Id = "t2", Release = "2-y", Committed = false, Outcome = TransactionOutcome.Undone, Gate = new() { Catalogue = [], Findings = [Ports] } };
        Assert.Equal([Debug], Of([host with { State = host.State with { Transactions = [.. host.State.Transactions, failed] } }]).Record!.Findings);
    }

    [Fact]
    public void The_next_plan_tells_that_the_serving_release_went_past_its_checks()
    {
        using var project = new MigratingProject("django");
        var host = Serving(Debug);
        var gate = host.State.Transactions[0].Gate! with { Despite = new("the site is down", ["env.debug_off"]) };
        host = host with { State = host.State with { Transactions = [host.State.Transactions[0] with { Gate = gate }] } };
        var plan = DeployPlanner.Plan(project.Source(), [host], new PlanOptions { Who = "me@laptop" });
        Assert.Contains("the release that serves was deployed despite env.debug_off: the site is down", plan.Notes);
    }

    [Fact]
    public void What_the_checks_said_is_no_part_of_the_plan_that_was_approved()
    {
        using var project = new MigratingProject("django");
        var plan = project.Plan();
        var gated = plan.With(new GateRecord { Catalogue = ["a"], Findings = [Debug] });
        Assert.Equal(plan.Id, gated.Id);
        Assert.Equal([Debug], gated.Hosts[0].Plan.Gate!.Findings);
    }

    private static ServingFindings Of(IReadOnlyList<HostTarget> hosts)
    {
        using var project = new MigratingProject("django");
        return ServingFindings.Of(project.Source(), hosts, [.. hosts.Select(h => PlannedEnv.Of(h, null, []))]);
    }

    /// <summary>As the host tells it after the deploy: through its journal.</summary>
    private static HostTarget Serving(params GateFinding[] findings)
    {
        using var project = new MigratingProject("django");
        JournalEntry[] entries =
        [
            new() { Transaction = "t1", Event = JournalEvent.Begin, Release = "1-x", Gate = new() { Catalogue = ["env.debug_off"], Findings = findings } },
            new() { Transaction = "t1", Event = JournalEvent.Commit },
            new() { Transaction = "t1", Event = JournalEvent.End, Outcome = TransactionOutcome.Done },
        ];
        var read = JournalCodec.Decode([.. entries.SelectMany(JournalCodec.Encode)]).Entries;
        return project.Targets()[0] with { State = new() { Serving = "1-x", Transactions = TransactionRecord.From(read) } };
    }
}
