using Xunit;

namespace Slipway.Tests.Architecture;

public class FileLengthTest
{
    private const int Longest = 400;

    // Tables and codecs may be longer; each says why.
    private static readonly string[] Longer = [];

    [Fact]
    public void No_file_of_the_product_is_too_long_to_read() =>
        Assert.Empty(Sources.Below("src").Where(file => file.Lines.Length > Longest && !Longer.Contains(file.Path)).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void Files_that_may_be_longer_are() =>
        Assert.Empty(Longer.Except(Sources.Below("src").Where(file => file.Lines.Length > Longest).Select(file => file.Path)));
}
