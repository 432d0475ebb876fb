using Slipway.Deployments.Machines;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Machines;

public sealed class AccessLogTest : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Log => _folder["access.log"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_log_is_unknown() => Assert.Null(AccessLog.Read(Log, null));

    [Fact]
    public void Whole_lines_are_counted_and_a_torn_one_waits_for_its_end()
    {
        File.WriteAllText(Log, "t status=200 a\nt status=502 b\nnonsense\nt status=5");
        var first = AccessLog.Read(Log, null)!;
        Assert.Equal((2, 1), (first.Requests, first.ServerErrors));

        Assert.Equal((0, 0), Counts(AccessLog.Read(Log, first.Mark)!));
        File.AppendAllText(Log, "00 c\nt status=404 d\n");
        Assert.Equal((2, 1), Counts(AccessLog.Read(Log, first.Mark)!));
    }

    [Fact]
    public void A_rotated_log_is_read_from_its_start()
    {
        File.WriteAllText(Log, new string('x', 5000) + "\n");
        var mark = AccessLog.Read(Log, null)!.Mark;
        File.WriteAllText(Log, "t status=500 a\n");
        Assert.Equal((1, 1), Counts(AccessLog.Read(Log, mark)!));
    }

    [Fact]
    public void Only_the_end_of_a_long_log_counts_for_the_time_before()
    {
        File.WriteAllText(Log, string.Concat(Enumerable.Repeat("t status=500 old\n", 20_000)) + string.Concat(Enumerable.Repeat("t status=200 new\n", 20_000)));
        var (requests, errors) = Counts(AccessLog.Read(Log, null)!);
        Assert.InRange(requests, 15_400, 15_421);
        Assert.Equal(0, errors);
    }

    private static (long, long) Counts(SiteTraffic traffic) => (traffic.Requests, traffic.ServerErrors);
}
