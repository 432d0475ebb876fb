using Slipway.Checks;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Checks;

public sealed class ProjectFactsTest
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly CheckedProject _project = new(
        new AppEnvironment { App = "shop", Name = "production", Folder = "/nowhere", RunUser = "shop", Root = "/srv/shop" }, "laravel");

    private int _reads;

    private sealed record One;

    private sealed record Two;

    private sealed record Three;

    [Fact]
    public async Task A_reader_that_asks_for_its_own_facts_is_told_so()
    {
        Task<One> Read(CheckedProject project, CancellationToken cancel) => project.FactsAsync<One>(Read, cancel);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _project.FactsAsync<One>(Read, Cancel).WaitAsync(Deadline, Cancel));
        Assert.Equal("Facts wait for each other: One → One.", error.Message);
    }

    [Fact]
    public async Task Readers_that_ask_for_each_other_in_a_circle_are_named()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _project.FactsAsync(OneOfTwo, Cancel).WaitAsync(Deadline, Cancel));
        Assert.Equal("Facts wait for each other: Three → One → Two → Three.", error.Message);
    }

    /// <summary>Each reader is started by somebody else, so that none has the other in what called it.</summary>
    [Fact]
    public async Task A_circle_that_closes_between_readers_that_run_already_is_found()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        async Task<One> ReadOne(CheckedProject project, CancellationToken cancel)
        {
            first.SetResult();
            await second.Task;
            await project.FactsAsync<Two>(ReadTwo, cancel);
            return new();
        }

        async Task<Two> ReadTwo(CheckedProject project, CancellationToken cancel)
        {
            second.SetResult();
            await first.Task;
            await project.FactsAsync<One>(ReadOne, cancel);
            return new();
        }

        Task[] asked = [_project.FactsAsync(ReadOne, Cancel), _project.FactsAsync(ReadTwo, Cancel)];
        foreach (var task in asked)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => task.WaitAsync(Deadline, Cancel));
            Assert.Matches("^Facts wait for each other: (One → Two → One|Two → One → Two)\\.$", error.Message);
        }
    }

    [Fact]
    public async Task Readers_that_share_facts_are_no_circle()
    {
        async Task<One> ReadOne(CheckedProject project, CancellationToken cancel)
        {
            await Task.WhenAll(project.FactsAsync(ReadThree, cancel), project.FactsAsync(ReadTwo, cancel));
            return new();
        }

        async Task<Two> ReadTwo(CheckedProject project, CancellationToken cancel)
        {
            await project.FactsAsync(ReadThree, cancel);
            return new();
        }

        async Task<Three> ReadThree(CheckedProject project, CancellationToken cancel)
        {
            await Task.Delay(20, cancel);
            Interlocked.Increment(ref _reads);
            return new();
        }

        var one = await _project.FactsAsync(ReadOne, Cancel).WaitAsync(Deadline, Cancel);
        Assert.Same(one, await _project.FactsAsync(ReadOne, Cancel));
        Assert.Equal(1, _reads);
    }

    private static async Task<One> OneOfTwo(CheckedProject project, CancellationToken cancel)
    {
        await project.FactsAsync(TwoOfThree, cancel);
        return new();
    }

    private static async Task<Two> TwoOfThree(CheckedProject project, CancellationToken cancel)
    {
        await project.FactsAsync(ThreeOfOne, cancel);
        return new();
    }

    private static async Task<Three> ThreeOfOne(CheckedProject project, CancellationToken cancel)
    {
        await project.FactsAsync(OneOfTwo, cancel);
        return new();
    }
}
