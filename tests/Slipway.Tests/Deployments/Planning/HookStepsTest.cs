using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Project;
using Slipway.Project.Definition;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

/// <summary>No hook is passed over in silence.</summary>
public class HookStepsTest
{
    public static TheoryData<string, string, string> Every => new(
        from stack in (string[])["static", "laravel"] from step in ProjectDefinition.Steps from when in (string[])["before", "after"]
        where (when, step) != ("before", "upload") select (stack, when, step));

    [Theory, MemberData(nameof(Every))]
    public void A_hook_is_in_the_plan_or_refused(string stack, string when, string step)
    {
        using var project = new MigratingProject(stack);
        var (hooks, refused, _) = Planned(project, stack, new Hook(when, step, ["./mine"], Local: false));
        Assert.Equal(stack == "static" && step is "protect" or "migrate" ? (0, 1) : (1, 0), (hooks.Count, refused.Count));
    }

    [Fact]
    public void The_refusal_says_which_step_there_is_not()
    {
        using var project = new MigratingProject("static");
        var (_, refused, _) = Planned(project, "static", new Hook("before", "migrate", ["./mine", "x"], Local: false));
        Assert.Equal(
            ("The hook before migrate would never run in production", "./mine x: a deploy there has no step migrate"),
            Assert.Single(refused));
    }

    [Fact]
    public void Around_a_build_that_the_stack_has_not_it_runs_in_the_whole_release()
    {
        using var project = new MigratingProject("static");
        Assert.DoesNotContain(Planned(project, "static").Steps, s => s is BuildStep);
        var steps = Planned(project, "static", new Hook("before", "build", ["a"], false), new Hook("after", "build", ["b"], false)).Steps;
        Assert.Equal(["configure", "hook-1", "hook-2"], steps.Select(s => s.Id).SkipWhile(id => id != "configure").Take(3));
        Assert.All(steps.OfType<HookStep>(), s => Assert.Equal(Phase.Prepare, s.Phase));
    }

    [Fact]
    public void A_local_hook_is_not_asked_for_on_the_hosts()
    {
        using var project = new MigratingProject("static");
        Assert.Empty(Planned(project, "static", new Hook("before", "build", ["make"], Local: true)).Refused);
    }

    private static (IReadOnlyList<HookStep> Hooks, IReadOnlyList<(string, string?)> Refused, IReadOnlyList<Step> Steps) Planned(
        MigratingProject project, string stack, params Hook[] hooks)
    {
        var services = project.Environment.Services with { Database = stack == "static" ? null : "mysql" };
        project.Environment = project.Environment with { Hooks = hooks, Services = services };
        var plan = project.Plan();
        var problems = Preflight.Judge(project.Source(), project.Targets(), plan, createUsers: true);
        var refused = problems.Where(p => p.Code == "plan.hook-never").Select(p => (p.Title, p.Detail)).ToList();
        return ([.. plan.Hosts[0].Plan.Steps.OfType<HookStep>()], refused, plan.Hosts[0].Plan.Steps);
    }
}
