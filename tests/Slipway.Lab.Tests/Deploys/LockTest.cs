using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>Two people deploy at once.</summary>
public sealed class LockTest(DeployFixture fixture)
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("SLIPWAY_SOAK") == "1" ? 100 : 20;

    [Fact]
    public async Task Of_two_at_once_one_wins_and_the_other_learns_who_holds_the_lock_or_waits()
    {
        var host = await fixture.StartWebHostAsync("lock");
        using var site = fixture.Site(host);
        using var other = fixture.Site(host);
        using var probe = site.Probe();
        (await site.DeployAsync()).Expect(0);
        var won = new int[2];
        for (var round = 0; round < Rounds; round++)
            won[await OneWinsAsync(site, other)]++;
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} races: the first client won {won[0]} and lost {won[1]}, the second won {won[1]} and lost {won[0]}");

        await other.SetVersionAsync(2);
        var held = await site.DeployHeldAsync("upload:before", "--force");
        var waiting = await other.StartDeployAsync("--wait");
        await waiting.WaitForStepAsync("build-local");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken); // it asks once a second; asked or not, it must succeed
        site.Resume();
        var first = (await held.EndAsync()).Expect(0);
        var second = (await waiting.EndAsync()).Expect(0);
        Assert.Equal(first.Release, second.Result.GetProperty("previous").GetString());
        Assert.Equal((2, second.Release), ((await probe.VersionsAsync()).Version, (await probe.VersionsAsync()).Release));
    }

    /// <returns>The index of the winner; the other was refused, with who holds the lock.</returns>
    private static async Task<int> OneWinsAsync(SampleSite site, SampleSite other)
    {
        site.Variables["SLIPWAY_HOLD"] = other.Variables["SLIPWAY_HOLD"] = "upload:before";
        var clients = await Task.WhenAll(site.StartDeployAsync("--force"), other.StartDeployAsync("--force"));
        site.Variables.Remove("SLIPWAY_HOLD");
        var ends = clients.Select(c => c.EndAsync()).ToArray();
        var loser = Array.IndexOf(ends, await Task.WhenAny(ends));
        var refused = (await ends[loser]).Expect(11);
        Assert.Equal("transaction.locked", refused.Code);
        Assert.Matches(@"@.+ runs deploy \d+-[0-9a-f]{8} since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \(\d+ s; process \d+ on the host\)", refused.ProblemText);
        var winner = clients[1 - loser];
        await winner.WaitUntilHeldAsync();
        winner.Interrupt();
        Assert.Equal("cancelled", (await ends[1 - loser]).Expect(130).Outcome);
        foreach (var client in clients)
            client.Dispose();
        return 1 - loser;
    }
}
