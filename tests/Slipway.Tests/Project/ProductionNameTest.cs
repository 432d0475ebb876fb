using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

public class ProductionNameTest
{
    [Theory]
    [InlineData("production"), InlineData("prod"), InlineData("live"), InlineData("prod-eu"), InlineData("shop-live"), InlineData("production2"), InlineData("eu1-prod")]
    public void Production(string name) => Assert.True(ProductionName.Is(name));

    [Theory]
    [InlineData("staging"), InlineData("pre-production"), InlineData("non-prod"), InlineData("live-preview"), InlineData("production-copy"), InlineData("reproduction"), InlineData("delivery"), InlineData("prod-test"), InlineData("")]
    public void Not_production(string name) => Assert.False(ProductionName.Is(name));
}
