using Slipway.Checks;
using Slipway.Deployments.Gates;
using Xunit;

namespace Slipway.Tests.Deployments.Gates;

public class RatchetTest
{
    private static readonly Finding Debug = Failed("env.debug_off", Severity.Critical, new Evidence("APP_DEBUG is true", ".env.staging:3:1", "APP_DEBUG"));

    [Fact]
    public void A_first_deploy_is_stopped_by_every_failure_of_high_severity() => Assert.Equal(("env.debug_off", "", ""), Judge(new ServingFindings(), Debug));

    [Fact]
    public void What_the_serving_release_has_is_told_and_stops_nothing() => Assert.Equal(("", "env.debug_off", ""), Judge(After(Debug), Debug));

    [Fact]
    public void A_line_that_moved_is_the_same_finding() =>
        Assert.Equal(("", "env.debug_off", ""), Judge(After(Debug), Debug with { Evidence = [Debug.Evidence[0] with { Where = ".env.staging:77:1" }] }));

    [Fact]
    public void A_new_subject_of_a_known_check_stops_with_nothing_but_itself()
    {
        var more = Debug with { Evidence = [.. Debug.Evidence, new("LOG_DEBUG is true", ".env.staging:9:1", "LOG_DEBUG")] };
        var verdict = new Ratchet(After(Debug), ".env.staging").Judge([more]);
        Assert.Equal(["LOG_DEBUG"], verdict.Stopping.Single().Evidence.Select(e => e.Subject));
        Assert.Equal(["APP_DEBUG"], verdict.Known.Single().Evidence.Select(e => e.Subject));
    }

    [Fact]
    public void What_was_put_right_and_came_back_is_new() =>
        Assert.Equal(("env.debug_off", "", ""), Judge(After(Debug with { Outcome = CheckOutcome.Pass, Evidence = [] }), Debug));

    [Fact]
    public void A_failure_that_was_slighter_is_new() =>
        Assert.Equal(("env.debug_off", "", ""), Judge(After(Debug with { Severity = Severity.Medium }), Debug));

    [Fact]
    public void A_check_that_there_was_not_does_not_stop_a_deploy()
    {
        var older = new ServingFindings { Record = After().Record! with { Catalogue = ["env.readable"] } };
        Assert.Equal(("", "", "env.debug_off"), Judge(older, Debug));
        Assert.Equal(("", "env.debug_off", ""), Judge(new ServingFindings { Record = GateRecord.Of([Debug], older.Record) }, Debug));
    }

    [Fact]
    public void A_check_that_was_not_asked_then_stops_a_deploy() => Assert.Equal(("env.debug_off", "", ""), Judge(After(), Debug));

    [Fact]
    public void What_was_not_judged_this_time_is_not_forgotten()
    {
        var reference = GateRecord.Of([], After(Debug).Record);
        Assert.Equal([new GateFinding("env.debug_off", "APP_DEBUG", Severity.Critical)], reference.Findings);
    }

    [Fact]
    public void A_key_of_the_env_file_that_does_not_change_is_known_without_a_record()
    {
        Assert.Equal(("", "env.debug_off", ""), Judge(new ServingFindings { SameKeys = new HashSet<string> { "APP_DEBUG" } }, Debug));
        Assert.Equal(("env.debug_off", "", ""), Judge(new ServingFindings { SameKeys = new HashSet<string> { "APP_NAME" }, SameContent = true }, Debug));
    }

    [Fact]
    public void A_file_of_the_same_content_is_known_without_a_record()
    {
        var ports = Failed("compose.ports", Severity.Critical, new Evidence("3306 is published", "compose.yaml:8:7", "db"));
        Assert.Equal(("", "compose.ports", ""), Judge(new ServingFindings { SameContent = true }, ports));
        Assert.Equal(("compose.ports", "", ""), Judge(new ServingFindings(), ports));
    }

    [Fact]
    public void A_waiver_that_ended_stops_though_nothing_else_changed()
    {
        var ended = Debug with { WaiverEnded = true };
        Assert.Equal(("env.debug_off", "", ""), Judge(After() with { SameKeys = new HashSet<string> { "APP_DEBUG" } }, ended));
    }

    [Fact]
    public void A_secret_that_each_deploy_brings_out_stops_each_deploy()
    {
        var leaked = Failed("sec.leaked", Severity.Critical, new Evidence("DB_PASSWORD stands here, too", "README.md:3:1", "DB_PASSWORD"));
        Assert.Equal(("sec.leaked", "", ""), Judge(After(leaked) with { SameContent = true }, leaked));
    }

    [Fact]
    public void A_failure_without_evidence_is_compared_by_its_check()
    {
        var bare = Failed("src.ignored", Severity.High);
        Assert.Equal(("", "src.ignored", ""), Judge(After(bare), bare));
        Assert.Equal(("src.ignored", "", ""), Judge(After(), bare));
    }

    [Fact]
    public void Lesser_failures_are_kept_in_the_record_and_stop_nothing()
    {
        var lesser = Debug with { Severity = Severity.Medium };
        Assert.Equal(("", "", ""), Judge(new ServingFindings(), lesser));
        Assert.Equal(Severity.Medium, After(lesser).Record!.Findings.Single().Severity);
    }

    private static ServingFindings After(params IReadOnlyList<Finding> findings) => new() { Record = GateRecord.Of(findings, null) };

    private static (string Stopping, string Known, string Unjudged) Judge(ServingFindings serving, Finding finding)
    {
        var verdict = new Ratchet(serving, ".env.staging").Judge([finding]);
        return (Ids(verdict.Stopping), Ids(verdict.Known), Ids(verdict.Unjudged));
    }

    private static string Ids(IReadOnlyList<Finding> findings) => string.Join(", ", findings.Select(f => f.Id));

    private static Finding Failed(string id, Severity severity, params IReadOnlyList<Evidence> evidence) =>
        new(id, CheckOutcome.Fail, severity, "It is wrong") { Section = CheckSection.Env, Evidence = evidence };
}
