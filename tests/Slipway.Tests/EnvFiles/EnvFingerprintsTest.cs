using System.Security.Cryptography;
using System.Text;
using Slipway.EnvFiles;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.EnvFiles;

public sealed class EnvFingerprintsTest
{
    private static readonly Secret Value = new("1234");

    [Fact]
    public void Both_sides_of_one_look_agree()
    {
        var here = EnvFingerprints.New();
        var there = EnvFingerprints.Parse(here.ToText());
        Assert.Equal(here.Of(Value), there.Of(Value));
        Assert.NotEqual(here.Of(Value), there.Of(new Secret("1235")));
        Assert.Matches("^[0-9a-f]{16}$", here.Of(Value));
    }

    [Fact]
    public void A_short_value_cannot_be_found_by_trying()
    {
        var fingerprint = EnvFingerprints.New().Of(Value);
        Assert.NotEqual(EnvFingerprints.New().Of(Value), fingerprint);
        Assert.DoesNotContain(fingerprint, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("1234"))), StringComparison.Ordinal);
    }

    /// <summary>RFC 4231, test case 2.</summary>
    [Fact]
    public void It_is_the_standard_digest() =>
        Assert.Equal("5bdcc146bf60754e", EnvFingerprints.Parse(new(Convert.ToBase64String("Jefe"u8))).Of(new Secret("what do ya want for nothing?")));
}
