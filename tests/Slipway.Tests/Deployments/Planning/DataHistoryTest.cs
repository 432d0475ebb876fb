using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public class DataHistoryTest
{
    [Theory]
    [InlineData("a b c", "a", "", "b")]
    [InlineData("a b:m1 c", "a", "m1", "b")]
    [InlineData("a b c:m1,m2 d:m3", "a", "m1 m2 m3", "c")]
    [InlineData("a b:m1 c", "b", "", "c")]
    [InlineData("a", "a", "", null)]
    [InlineData("a !b:m1 c:m2", "a", "m1 m2", "b")]
    [InlineData("a b b2=a c:m1", "a", "m1", "c")]
    [InlineData("a b:m1 a2=a c:m2", "a", "m1 m2", "b")]
    [InlineData("a b:m1 a2=a+ c:m2", "a", "m2", "c")]
    [InlineData("a b:m1 a2=a+ c", "b", "", "a2")]
    public void The_dump_is_the_one_from_before_the_first_migration_since_it_served_with_its_schema(string story, string origin, string migrations, string? dump)
    {
        var records = story.Split(' ').Select(Record).ToList();
        var data = DataHistory.Since(records, origin, [.. records.Select(r => r.Release)]);
        Assert.Equal((migrations, dump), (string.Join(' ', data.Migrations), data.DumpOf));
    }

    /// <summary>"!b:m1,m2" failed and had begun two migrations; "a2=a+" rolled back to a with its data.</summary>
    private static TransactionRecord Record(string word)
    {
        var (head, migrations) = word.TrimStart('!').Split(':') is [var h, var m] ? (h, m.Split(',')) : (word.TrimStart('!'), []);
        var (release, of) = head.TrimEnd('+').Split('=') is [var r, var o] ? (r, o) : (head, null);
        return new TransactionRecord
        {
            Id = release, Kind = "deploy", Release = release, RollbackOf = of, Committed = word[0] != '!', Outcome = TransactionOutcome.Done,
            Migrations = migrations, RestoredData = head.EndsWith('+'),
        };
    }
}
