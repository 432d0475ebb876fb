using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests;

public class DeployPaceTest
{
    [Fact]
    public async Task The_first_ten_and_the_last_ten_are_compared_by_their_medians()
    {
        int[] seconds = [.. Enumerable.Repeat(2, 9), 90, .. Enumerable.Repeat(50, 80), .. Enumerable.Repeat(3, 9), 90];
        Assert.Equal(("100 deploys, median of the first 10 2.00 s, of the last 10 3.00 s, ratio 1.50", false), await OfAsync(seconds));
    }

    [Fact]
    public async Task More_than_one_and_a_half_times_is_too_slow() =>
        Assert.Equal(
            ("20 deploys, median of the first 10 100.00 s, of the last 10 151.00 s, ratio 1.51", true),
            await OfAsync([.. Enumerable.Repeat(100, 10), .. Enumerable.Repeat(151, 10)]));

    [Fact]
    public async Task The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Assert.Equal(("4 deploys, median of the first 2 2.00 s, of the last 2 1.50 s, ratio 0.75", false), await OfAsync([1, 3, 1, 2]));

    [Fact]
    public async Task A_short_series_is_compared_by_its_halves() =>
        Assert.Equal(("5 deploys, median of the first 2 2.00 s, of the last 2 8.00 s, ratio 4.00", true), await OfAsync([2, 2, 100, 8, 8]));

    [Fact]
    public async Task One_deploy_says_nothing() => Assert.Equal(("1 deploys, too few to compare", false), await OfAsync([1]));

    private static async Task<(string Text, bool SlowedDown)> OfAsync(int[] seconds)
    {
        var clock = new Clock();
        var pace = new DeployPace(clock);
        foreach (var each in seconds)
            Assert.Equal(each, await pace.MeasureAsync(() => Task.FromResult(clock.Pass(each))));
        return (pace.ToString(), pace.SlowedDown);
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public int Pass(int seconds)
        {
            _now += seconds;
            return seconds;
        }

        public override long GetTimestamp() => _now;
    }
}
