using Slipway.Cli.Demo;
using Xunit;

namespace Slipway.Tests.Demo;

public class VisitorTallyTest
{
    private readonly VisitorTally _tally = new();

    [Fact]
    public void Failures_are_counted_by_kind()
    {
        _tally.Answered();
        _tally.Failed("reset");
        _tally.Failed("status 502");
        _tally.Failed("reset");
        Assert.Equal("4 requests, 3 failed, 0 mixed pages (2 reset, 1 status 502)", _tally.Report().Text);
        Assert.False(_tally.Report().IsClean);
    }

    [Fact]
    public void Nothing_asked_is_not_clean() => Assert.False(_tally.Report().IsClean);

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 1, 1)]
    [InlineData(1, 1, 2, 1)]
    public void A_page_with_parts_of_two_versions_is_mixed(int config, int template, int asset, long mixed)
    {
        _tally.Saw(Page(1, "1-a") with { Config = config, Template = template, Asset = asset });
        Assert.Equal((1, mixed), (_tally.Report().Requests, _tally.Report().Mixed));
    }

    [Fact]
    public void One_release_with_two_versions_is_mixed()
    {
        _tally.Saw(Page(1, "1-a"));
        _tally.Saw(Page(2, "1-a"));
        Assert.Equal(1, _tally.Report().Mixed);
    }

    [Fact]
    public void A_stylesheet_of_another_version_is_mixed()
    {
        _tally.Mixed();
        Assert.Equal((1L, 1L), (_tally.Report().Requests, _tally.Report().Mixed));
    }

    [Fact]
    public void A_slow_request_straddles_when_a_newer_release_was_seen_before_it_ended()
    {
        _tally.Saw(Page(1, "1-a"));
        _tally.Finished("1-a");
        Assert.Equal(0, _tally.Report().Straddled);
        _tally.Saw(Page(2, "2-b"));
        _tally.Finished("1-a");
        _tally.Finished("2-b");
        Assert.Equal((1L, 5L), (_tally.Report().Straddled, _tally.Report().Requests));
        Assert.Equal([1, 2], _tally.Report().Versions);
    }

    private static GuestBookPage Page(int version, string release) => new(version, version, version, version, release, "", "");
}
