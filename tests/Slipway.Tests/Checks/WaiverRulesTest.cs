using Slipway.Checks;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Checks;

public class WaiverRulesTest
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly Finding Failed = Finding.Of(
        new StubCheck("env.types", () => Verdict.Pass).About,
        Verdict.Fail("Two are wrong", new Evidence("no port", ".env:1:1", "DB_PORT"), new Evidence("no address", ".env:2:1", "APP_URL")));

    [Fact]
    public void A_waiver_turns_a_failure_into_a_skip_that_says_who_and_until_when()
    {
        var waived = Apply(new Waiver("env.types", "old proxy", "anna", Today));
        Assert.Equal((CheckOutcome.Skip, "old proxy (anna, until 2026-11-21)"), (waived.Outcome, waived.Waived));
        Assert.Null(waived.Remedy);
    }

    [Fact]
    public void A_waiver_for_one_subject_leaves_the_others()
    {
        var left = Apply(new Waiver("env.types", "old proxy", "anna", Today) { Subject = "DB_PORT" });
        Assert.Equal((CheckOutcome.Fail, "APP_URL"), (left.Outcome, left.Evidence.Single().Subject));
    }

    [Fact]
    public void Waivers_for_all_subjects_together_waive_the_finding() =>
        Assert.Equal(CheckOutcome.Skip, Apply(
            new Waiver("env.types", "old proxy", "anna", Today) { Subject = "DB_PORT" }, new Waiver("env.types", "intranet", "anna", Today) { Subject = "APP_URL" }).Outcome);

    [Fact]
    public void An_expired_waiver_fails_and_is_named()
    {
        var warned = Failed with { Outcome = CheckOutcome.Warn };
        var failed = WaiverRules.Apply(warned, [new Waiver("env.types", "old proxy", "anna", Today.AddDays(-1)) { Where = "slipway.yaml:9:5" }], Today);
        Assert.Equal(CheckOutcome.Fail, failed.Outcome);
        Assert.Equal(new Evidence("the waiver of anna ended on 2026-11-20: old proxy", "slipway.yaml:9:5"), failed.Evidence[^1]);
    }

    [Fact]
    public void A_waiver_for_another_check_changes_nothing() => Assert.Same(Failed, Apply(new Waiver("env.hsts", "ramp", "anna", Today)));

    [Fact]
    public void An_expired_waiver_for_something_that_is_right_now_is_silent() =>
        Assert.Same(Failed, Apply(new Waiver("env.types", "old proxy", "anna", Today.AddDays(-1)) { Subject = "MAIL_PORT" }));

    private static Finding Apply(params Waiver[] waivers) => WaiverRules.Apply(Failed, waivers, Today);
}
