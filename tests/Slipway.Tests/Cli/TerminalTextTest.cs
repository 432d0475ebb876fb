using Slipway.Cli.Output;
using Xunit;

namespace Slipway.Tests.Cli;

public class TerminalTextTest
{
    [Theory]
    [InlineData("plain [x] text", "plain [x] text")]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007after", "after")]
    [InlineData("\u001b]8;;http://example.com\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("\u001b(Bset", "Bset")]
    [InlineData("cut \u001b[31", "cut ")]
    [InlineData("cut \u001b", "cut ")]
    [InlineData("a\tb\nc\r\0\u0008d", "a b cd")]
    [InlineData("left\u202eright\u200b", "leftright")]
    [InlineData("grüße 日本 🚀", "grüße 日本 🚀")]
    public void Line_keeps_what_can_be_read(string text, string expected) => Assert.Equal(expected, TerminalText.Line(text));

    [Fact]
    public void Line_replaces_half_a_character() => Assert.Equal("a\ufffdb\ufffd", TerminalText.Line("a\ud83db\ude80"));

    [Fact]
    public void Lines_split_at_every_kind_of_break() => Assert.Equal(["a", " b", "", "c"], TerminalText.Lines("a\r\n b\n\nc\n\n"));
}
