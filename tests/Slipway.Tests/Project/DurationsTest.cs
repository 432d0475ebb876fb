using Slipway.Project;
using Slipway.Project.Definition;
using Slipway.Project.Yaml;
using Xunit;

namespace Slipway.Tests.Project;

public class DurationsTest
{
    [Theory]
    [InlineData("500ms", 500), InlineData("60s", 60_000), InlineData("2m", 120_000), InlineData("1h", 3_600_000), InlineData("0s", 0), InlineData("007s", 7_000)]
    [InlineData("60", null), InlineData("s", null), InlineData("", null), InlineData("-1s", null), InlineData("1.5s", null), InlineData("1 s", null), InlineData("1S", null), InlineData("1d", null), InlineData("1234567890s", null), InlineData("١s", null)]
    public void Text_is_read(string text, int? milliseconds) =>
        Assert.Equal(milliseconds, (int?)Durations.Parse(text)?.TotalMilliseconds);

    [Theory]
    [InlineData("500ms"), InlineData("90s"), InlineData("2m"), InlineData("1h"), InlineData("0s"), InlineData("90m")]
    public void Text_is_written_as_it_was_read(string text) => Assert.Equal(text, Durations.Text(Durations.Parse(text)!.Value));

    [Theory]
    [InlineData("true", true), InlineData("false", false), InlineData("yes", null), InlineData("True", null), InlineData("on", null), InlineData("1", null)]
    public void Flags_are_true_and_false_only(string text, bool? expected)
    {
        var problems = new ProblemList("f");

        var read = ScalarReader.Read(new YamlScalar(Position.Start, text, Plain: true), new FlagShape(), "flag", problems);

        Assert.Equal((expected, expected is null), ((bool?)read, problems.Any));
    }
}
