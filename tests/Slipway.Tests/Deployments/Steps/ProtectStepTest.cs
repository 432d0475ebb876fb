using Slipway.Databases;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

public class ProtectStepTest
{
    private static readonly DatabaseDump Whole = new("/dump", 1, 2, 3);
    private int _dumps;

    [Fact]
    public async Task A_dump_that_missed_the_table_of_the_listing_is_made_again_after_the_listing()
    {
        var listing = new TaskCompletionSource();
        var dump = ProtectStep.DumpBesideAsync(() => Dump(BackupProblems.Incomplete("shop", "in the file: \non the server: migrations")), listing.Task);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal((false, 1), (dump.IsCompleted, _dumps));
        listing.SetResult();
        Assert.Equal((Whole, 2), (await dump, _dumps));
    }

    [Fact]
    public async Task A_second_incomplete_dump_is_told()
    {
        var problem = BackupProblems.Incomplete("shop", "x");
        var thrown = await Assert.ThrowsAsync<ProblemException>(() => ProtectStep.DumpBesideAsync(() => Dump(problem, problem), Task.CompletedTask));
        Assert.Equal((problem.Code, 2), (thrown.Problem.Code, _dumps));
    }

    [Fact]
    public async Task Nothing_else_is_tried_twice()
    {
        await Assert.ThrowsAsync<ProblemException>(() => ProtectStep.DumpBesideAsync(() => Dump(BackupProblems.Incomplete("shop", "x")), null));
        Assert.Equal(1, _dumps);
        _dumps = 0;
        await Assert.ThrowsAsync<ProblemException>(() => ProtectStep.DumpBesideAsync(() => Dump(BackupProblems.UnknownKind("x")), Task.CompletedTask));
        Assert.Equal(1, _dumps);
    }

    [Fact]
    public async Task The_listing_is_waited_for()
    {
        var listing = new TaskCompletionSource();
        var dump = ProtectStep.DumpBesideAsync(() => Dump(), listing.Task);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(dump.IsCompleted);
        listing.SetResult();
        Assert.Equal(Whole, await dump);
    }

    private Task<DatabaseDump> Dump(params Problem[] problems) =>
        _dumps++ < problems.Length ? Task.FromException<DatabaseDump>(new ProblemException(problems[_dumps - 1])) : Task.FromResult(Whole);
}
