using Slipway.Hosts;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public class PlaceholdersTest
{
    private static readonly HostLayout Layout = HostLayout.Server("shop", "production", "/srv/shop");

    [Theory]
    [InlineData("{release}/x", "/srv/shop/releases/r7/x")]
    [InlineData("{meta}/fpm.conf", "/srv/shop/releases/r7/.slipway/fpm.conf")]
    [InlineData("unix:{socket}", "unix:/run/slipway/shop-production/r7.sock")]
    [InlineData("{root} {shared}", "/srv/shop /srv/shop/shared")]
    [InlineData("{php}", "/usr/bin/{php}")]
    [InlineData("{\"json\": {release}}", "{\"json\": /srv/shop/releases/r7}")]
    [InlineData("{port} {other} {", "{port} {other} {")]
    public void Known_names_are_replaced_once_and_the_rest_is_left(string text, string expected)
    {
        var values = Placeholders.For(Layout, "r7", new Dictionary<string, string> { ["php"] = "/usr/bin/{php}" });

        Assert.Equal(expected, Placeholders.Resolve(text, values));
    }
}
