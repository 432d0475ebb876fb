using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Php;
using Xunit;

namespace Slipway.Tests.Stacks;

public class PhpRuntimeTest
{
    [Theory]
    [InlineData(true, 0, "--allow-to-run-as-root")]
    [InlineData(true, 1000, "")]
    [InlineData(false, 0, "")]
    [InlineData(false, 1000, "")]
    public void Fpm_runs_as_root_only_where_root_deploys_to_its_own_machine(bool isLocal, int user, string expected) =>
        Assert.Equal(expected, string.Join(' ', PhpRuntime.AsRoot(isLocal, user)));

    [Theory]
    [InlineData("php")]
    [InlineData("laravel")]
    public void Fpm_on_a_server_is_never_allowed_to_run_as_root(string fixture) =>
        Assert.DoesNotContain("--allow-to-run-as-root", StackCatalogue.Recipe(Fixture.Environment(fixture)).Web!.Command);
}
