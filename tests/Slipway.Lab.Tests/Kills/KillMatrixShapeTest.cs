using Xunit;

namespace Slipway.Lab.Tests.Kills;

public sealed class KillMatrixShapeTest
{
    [Fact]
    public void Each_step_has_every_case_that_can_exist()
    {
        var cells = Of(["tree", "commit", "drain"], 0);

        Assert.Equal(12, cells.Count(c => c.Step == "tree" && !c.IsUndo));
        Assert.Equal(2, cells.Count(c => c.Step == "tree" && c.IsUndo));
        Assert.Equal(12, cells.Count(c => c.Step == "commit"));
        Assert.Equal(6, cells.Count(c => c.Step == "drain"));
        Assert.Equal(32, cells.Count);
        Assert.Equal(32, cells.Distinct().Count());
    }

    [Fact]
    public void Each_struck_host_has_the_same_cases() => Assert.Equal(64, Of(["tree", "commit", "drain"], 0, 2).Distinct().Count());

    [Fact]
    public void A_plan_without_a_commit_is_refused() => Assert.Throws<ArgumentException>(() => Of(["tree"], 0));

    [Fact]
    public void The_same_seed_takes_the_same_share()
    {
        var all = Of(["tree", "commit", "drain"], 0);

        Assert.Equal(KillMatrix.Share(all, 5, seed: 7), KillMatrix.Share(all, 5, seed: 7));
        Assert.NotEqual(KillMatrix.Share(all, 5, seed: 7), KillMatrix.Share(all, 5, seed: 8));
    }

    [Fact]
    public void Parts_make_up_the_whole()
    {
        var all = Of(["tree", "commit", "drain"], 0);

        Assert.Equivalent(all, Enumerable.Range(1, 3).SelectMany(part => KillMatrix.Part(all, part, 3)), strict: true);
        Assert.Throws<ArgumentException>(() => KillMatrix.Part(all, 4, 3));
    }

    private static IReadOnlyList<KillCell> Of(IReadOnlyList<string> steps, params int[] hosts) => KillMatrix.Of(hosts.ToDictionary(h => h, _ => steps));
}
