using System.Text;
using Slipway.Deployments.Releases;
using Slipway.EnvFiles;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Deployments.Releases;

public class EnvMergeTest
{
    [Fact]
    public void Rotated_credentials_keep_their_present_value_and_all_else_is_old()
    {
        var merged = EnvMerge.Of(
            new("# shop\nAPP_NAME=shop\nDB_USERNAME=shop # user\nDB_PASSWORD='old one'\n\nREDIS_URL=redis://:old@cache/0\nMAIL_FROM=a@example.com\nAPI_TOKEN=same\n"),
            new("API_TOKEN=same\nMAIL_FROM=b@example.com\nDB_PASSWORD=\"new \\\"one\\\"\"\nDB_USERNAME=shop2\nREDIS_URL=redis://:new@cache/0\nNEW_SECRET=x\n"));
        Assert.Equal("# shop\nAPP_NAME=shop\nDB_USERNAME=shop2 # user\nDB_PASSWORD=\"new \\\"one\\\"\"\n\nREDIS_URL=redis://:new@cache/0\nMAIL_FROM=a@example.com\nAPI_TOKEN=same\n", merged.Text.Reveal());
        Assert.Equal(["DB_USERNAME", "DB_PASSWORD", "REDIS_URL"], merged.Kept);
    }

    [Fact]
    public void Nothing_rotated_gives_the_old_text_itself()
    {
        var merged = EnvMerge.Of(new("A=1\r\nKEY=k\r\n"), new("KEY=k\nA=2\n"));
        Assert.Equal(("A=1\r\nKEY=k\r\n", 0), (merged.Text.Reveal(), merged.Kept.Count));
    }

    [Fact]
    public void A_credential_that_was_dropped_since_comes_back_and_a_new_one_is_not_added() =>
        Assert.Equal("OLD_KEY=1\n", EnvMerge.Of(new("OLD_KEY=1\n"), new("NEW_KEY=2\n")).Text.Reveal());

    [Fact]
    public void A_value_before_a_comment_stays_apart_from_it()
    {
        var merged = EnvMerge.Of(new("API_KEY= # none yet\n"), new("API_KEY=abc\n"));
        Assert.Equal("API_KEY=abc # none yet\n", merged.Text.Reveal());
    }

    [Fact]
    public void Random_files_read_back_as_old_with_the_present_credentials()
    {
        var seed = Environment.GetEnvironmentVariable("SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 1_000; run++)
        {
            var (old, present) = (Text(random), Text(random));
            var (before, now) = (Read(old), Read(present));
            var merged = EnvMerge.Of(new(old), new(present));
            var expected = before.Select(e => e.Key.EndsWith("KEY", StringComparison.Ordinal) && now.FirstOrDefault(n => n.Key == e.Key).Value is { } value ? (e.Key, value) : e);
            Assert.True(expected.SequenceEqual(Read(merged.Text.Reveal())), $"SEED={seed}, run {run}\n{old}\n--\n{present}\n--\n{merged.Text.Reveal()}");
        }
    }

    private static List<(string Key, string Value)> Read(string text) =>
        [.. EnvFile.Parse(Encoding.UTF8.GetBytes(text), "env").Entries.Select(e => (e.Key, e.Value.Reveal()))];

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        string[] keys = ["A_KEY", "B_KEY", "C", "D", "E_KEY", "F"];
        string[] values = ["", "plain", "'single # quoted'", "\"double \\\" \\\\ \\n quoted\"", "\"two\nlines\"", "''", "\"#\"", " 'x'", "é"];
        string[] ends = ["\n", " # said\n", "\n\n# note\n", "  \n", "\r\n"];
        foreach (var key in keys.Where(_ => random.Next(4) > 0).OrderBy(_ => random.Next()))
            text.Append(random.Next(5) == 0 ? "export " : "").Append(key).Append('=').Append(values[random.Next(values.Length)]).Append(ends[random.Next(ends.Length)]);
        return text.ToString();
    }
}
