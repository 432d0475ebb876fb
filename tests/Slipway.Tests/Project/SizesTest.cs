using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

public class SizesTest
{
    [Theory]
    [InlineData("16k", 16L << 10)]
    [InlineData("64M", 64L << 20)]
    [InlineData("64m", 64L << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("0k", 0L)]
    public void Digits_and_a_unit_are_a_size(string text, long bytes) => Assert.Equal(bytes, Sizes.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("64")]
    [InlineData("1.5M")]
    [InlineData("-1M")]
    [InlineData("64MB")]
    [InlineData("64 M")]
    [InlineData("12345678901M")]
    public void Anything_else_is_none(string text) => Assert.Null(Sizes.Parse(text));

    [Theory]
    [InlineData(1536L << 10, "1536k")]
    [InlineData(64L << 20, "64M")]
    [InlineData(3L << 30, "3G")]
    public void Text_is_read_back(long bytes, string text)
    {
        Assert.Equal(text, Sizes.Text(bytes));
        Assert.Equal(bytes, Sizes.Parse(text));
    }
}
