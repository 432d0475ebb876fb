using Slipway.Hosts;
using Slipway.Project;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Stacks;

public class ProcessEnvironmentTest
{
    private static readonly IReadOnlyDictionary<string, string> Values = Placeholders.For(HostLayout.Server("shop", "production", "/srv/shop"), "r7");

    [Fact]
    public void Env_of_the_app_overrides_defaults_but_not_the_places_of_the_release()
    {
        var recipe = StackCatalogue.Recipe(Fixture.Environment("aspnet"));
        var env = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["ASPNETCORE_URLS"] = "http://*:5000", ["KEY"] = "k", ["SLIPWAY_RELEASE"] = "r1" };

        var variables = ProcessEnvironment.Compose(recipe, env, "r7", Values);

        Assert.Equal("Staging", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("http://unix:/run/slipway/shop-production/r7.sock", variables["ASPNETCORE_URLS"]);
        Assert.Equal("k", variables["KEY"]);
        Assert.Equal("r7", variables["SLIPWAY_RELEASE"]);
        Assert.Equal("/run/slipway/shop-production/r7.sock", variables["SLIPWAY_SOCKET"]);
    }

    [Fact]
    public void Port_is_left_to_the_launcher() =>
        Assert.DoesNotContain("PORT", ProcessEnvironment.Compose(StackCatalogue.Recipe(Fixture.Environment("node") with { Listen = Listen.Port }), new Dictionary<string, string>(), "r7", Values).Keys);

    [Fact]
    public void Text_for_systemd_quotes_every_value() => Assert.Equal(
        "A=\"\"\nB=\"a \\\"b\\\" \\$c \\`d\\` \\\\ 'e' #f\"\nC=\"two\nlines\"\n",
        ProcessEnvironment.Render(new Dictionary<string, string> { ["C"] = "two\nlines", ["B"] = "a \"b\" $c `d` \\ 'e' #f", ["A"] = "", ["1X"] = "no", ["X-Y"] = "no" }));
}
