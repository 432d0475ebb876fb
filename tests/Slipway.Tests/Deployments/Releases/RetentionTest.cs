using Slipway.Deployments.Journals;
using Slipway.Deployments.Releases;
using Xunit;

namespace Slipway.Tests.Deployments.Releases;

public class RetentionTest
{
    [Fact]
    public void Three_good_of_three_good_six_failed_three_good()
    {
        var records = "gggffffffggg".Select((kind, i) => Record(i + 1, kind)).ToList();
        var decided = Retention.Decide(records, keep: 3, keepFailed: 2, "12-x", "11-x");
        Assert.Equal(["10-x", "11-x", "12-x"], decided.Keep);
        Assert.Equal(["1-x", "2-x", "3-x", "4-x", "5-x", "6-x", "7-x"], decided.Remove);
    }

    [Fact]
    public void Order_is_the_journal_s_and_not_the_name_s()
    {
        var records = new[] { 10, 9, 2, 1 }.Select(n => Record(n, 'g')).ToList();
        var decided = Retention.Decide(records, 2, 2, "1-x", "2-x");
        Assert.Equal((["2-x", "1-x"], ["10-x", "9-x"]), (decided.Keep.ToArray(), decided.Remove.ToArray()), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2));
    }

    [Fact]
    public void Random_histories_keep_what_must_stay_and_no_more()
    {
        var seed = Environment.GetEnvironmentVariable("SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 2_000; run++)
        {
            var what = $"SEED={seed}, run {run}";
            var names = Enumerable.Range(1, random.Next(1, 40)).ToArray();
            random.Shuffle(names);
            var records = names.Select(n => Record(n, "gggfo"[random.Next(5)])).Append(Record(100, 'g')).ToList();
            var good = records.Where(r => r.IsGood).Select(r => r.Release).ToList();
            var (keep, keepFailed) = (random.Next(1, 8), random.Next(4));
            var previous = good.Count > 1 ? good[^2] : null;

            var decided = Retention.Decide(records, keep, keepFailed, "100-x", previous);

            Assert.True(decided.Keep.SequenceEqual(good.TakeLast(keep)), what);
            Assert.False(decided.Remove.Contains("100-x") || (keep > 1 && decided.Remove.Contains(previous)), what);
            Assert.True(decided.Remove.Distinct().Count() == decided.Remove.Count && !decided.Remove.Intersect(decided.Keep).Any(), what);
            var failedLeft = records.Where(r => r is { IsGood: false, Outcome: not null } && !decided.Remove.Contains(r.Release)).Select(r => r.Release);
            Assert.True(failedLeft.SequenceEqual(records.Where(r => r is { IsGood: false, Outcome: not null }).Select(r => r.Release).TakeLast(keepFailed)), what);
            Assert.DoesNotContain(records.Where(r => r.Outcome is null).Select(r => r.Release), decided.Remove.Contains);
        }
    }

    [Fact]
    public void A_serving_release_that_was_never_committed_stays()
    {
        var decided = Retention.Decide([Record(1, 'g'), Record(2, 'f'), Record(3, 'f'), Record(4, 'g')], 1, 0, "2-x", null);
        Assert.DoesNotContain("2-x", decided.Remove);
    }

    private static TransactionRecord Record(int number, char kind) => new()
    {
        Id = $"tx{number}", Kind = "deploy", Release = $"{number}-x", Committed = kind == 'g',
        Outcome = kind switch { 'g' => TransactionOutcome.Done, 'f' => TransactionOutcome.Undone, _ => null },
    };
}
