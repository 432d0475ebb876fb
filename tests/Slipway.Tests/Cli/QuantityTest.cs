using Slipway.Cli.Output;
using Xunit;

namespace Slipway.Tests.Cli;

public class QuantityTest
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(99, "99 ms")]
    [InlineData(100, "0.1 s")]
    [InlineData(9_900, "9.9 s")]
    [InlineData(42_400, "42 s")]
    [InlineData(59_600, "1 min 00 s")]
    [InlineData(185_000, "3 min 05 s")]
    public void Duration_is_as_exact_as_people_read(long milliseconds, string expected) => Assert.Equal(expected, Quantity.Duration(milliseconds));

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(12_400, "12.4 kB")]
    [InlineData(999_960, "1.0 MB")]
    [InlineData(32_100_000, "32.1 MB")]
    [InlineData(1_500_000_000, "1.5 GB")]
    public void Bytes_are_powers_of_a_thousand(long bytes, string expected) => Assert.Equal(expected, Quantity.Bytes(bytes));
}
