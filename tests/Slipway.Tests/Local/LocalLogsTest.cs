using Slipway.Deployments.Sessions;
using Xunit;

namespace Slipway.Tests.Local;

public class LocalLogsTest
{
    [Theory]
    [InlineData("", "a b", "a b")]
    [InlineData("a b", "a b", "")]
    [InlineData("a b", "a b c d", "c d")]
    [InlineData("a b c", "b c d", "d")]
    [InlineData("a a", "a a a", "a")]
    [InlineData("a b", "x y", "x y")]
    [InlineData("x a b", "w x a b c", "c")]
    public void Only_lines_after_those_that_were_told_are_new(string before, string now, string expected) =>
        Assert.Equal(expected, string.Join(' ', LocalLogs.NewLines(Words(before), Words(now))));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
