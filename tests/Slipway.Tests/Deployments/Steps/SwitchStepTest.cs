using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public sealed class SwitchStepTest : IDisposable
{
    private readonly TestHost _host = new();
    private readonly Journal _journal;

    public SwitchStepTest() => _journal = Journal.Open(_host.Layout.Journal, _host.Time);

    public void Dispose()
    {
        _journal.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task An_undo_may_be_asked_any_number_of_times()
    {
        CurrentLink.Point(_host.Layout, _host.Layout.Current, "1-x");
        var (step, context) = Step(2, "1-x");
        for (var i = 0; i < 2; i++)
        {
            await step.RunAsync(context);
            Assert.Equal("2-x", _host.Serving);
            await step.UndoAsync(context);
            await step.UndoAsync(context);
            Assert.Equal("1-x", _host.Serving);
            Assert.Empty(_host.Leftovers());
        }
    }

    [Fact]
    public async Task The_undo_of_a_first_deploy_removes_current()
    {
        var (step, context) = Step(1, null);
        await step.UndoAsync(context);
        await step.RunAsync(context);
        Assert.Equal("1-x", _host.Serving);
        await step.UndoAsync(context);
        Assert.Null(_host.Serving);
    }

    [Fact]
    public async Task Links_made_beside_current_go_with_the_undo()
    {
        CurrentLink.Point(_host.Layout, _host.Layout.Current, "1-x");
        var (step, context) = Step(2, "1-x");
        CurrentLink.Prepare(_host.Layout.Current + ".back", "1-x");
        CurrentLink.Prepare(_host.Layout.Current + ".2-x", "2-x");
        await step.UndoAsync(context);
        Assert.Equal("1-x", _host.Serving);
        Assert.Empty(_host.Leftovers());
    }

    [Fact]
    public async Task Somebody_else_s_current_is_not_undone()
    {
        CurrentLink.Point(_host.Layout, _host.Layout.Current, "7-x");
        var (step, context) = Step(2, "1-x");
        await step.UndoAsync(context);
        Assert.Equal("7-x", _host.Serving);
    }

    [Fact]
    public async Task A_reader_always_sees_old_or_new()
    {
        CurrentLink.Point(_host.Layout, _host.Layout.Current, "1-x");
        var (step, context) = Step(2, "1-x");
        var seen = new HashSet<string>();
        var reader = Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
                seen.Add(new FileInfo(_host.Layout.Current).LinkTarget ?? "nothing");
        });
        for (var i = 0; i < 200 || !reader.IsCompleted; i++)
        {
            await step.RunAsync(context);
            await step.UndoAsync(context);
        }

        await reader;
        Assert.Subset(new HashSet<string> { "releases/1-x", "releases/2-x" }, seen);
    }

    private (SwitchStep, StepContext) Step(int number, string? previous)
    {
        var plan = _host.Plan(number, previous);
        Directory.CreateDirectory(_host.Layout.Release(plan.Release));
        var context = _host.Context(plan, _journal, new TransactionControl(plan, _host.Time));
        context.Step = plan.Steps.OfType<SwitchStep>().Single();
        return ((SwitchStep)context.Step, context);
    }
}
