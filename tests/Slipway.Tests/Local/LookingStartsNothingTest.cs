using Slipway.Hosts.Local;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Local;

/// <summary>Commands that only look at <c>local</c> leave no process behind; they say what there is without a server.</summary>
public sealed class LookingStartsNothingTest
{
    [Theory]
    [InlineData(0, "plan", "local")]
    [InlineData(3, "status", "local")]
    [InlineData(0, "releases", "local")]
    [InlineData(0, "journal", "local")]
    [InlineData(0, "env", "diff", "local")]
    [InlineData(0, "env", "push", "local", "--yes")]
    [InlineData(0, "validate", "local")]
    public async Task It_starts_no_server(int exit, params string[] command)
    {
        await using var site = Project();
        var result = await RunAsync(site, command);
        Assert.True(exit == result.Exit, result.Exit + result.Output + result.Errors);
        Assert.False(await site.Client.IsRunningAsync());
        Assert.False(File.Exists(site.Site.LogFile));
    }

    [Fact]
    public async Task What_was_deployed_is_told_as_not_running_and_the_next_deploy_brings_it_back()
    {
        await using var site = Project();
        Assert.Equal(0, (await RunAsync(site, "deploy", "local")).Exit);
        await site.Client.ShutdownAsync();

        var status = await RunAsync(site, "status", "local");
        Assert.Equal(3, status.Exit);
        Assert.Contains("web    the local server does not run; start it with slipway local start", status.Output);
        Assert.Contains("is to serve local, but something is wrong; asked", status.Output);
        Assert.False(await site.Client.IsRunningAsync());

        var again = await RunAsync(site, "deploy", "local");
        Assert.Equal(0, again.Exit);
        Assert.Contains("already serves", again.Output);
        Assert.Equal(0, (await RunAsync(site, "status", "local")).Exit);
    }

    private static TestSite Project()
    {
        var site = TestSite.Folder();
        File.WriteAllText(Path.Combine(site.Site.Project, "slipway.yaml"),
            "app: shop\nstack: static\nsoak: 0s\nenvironments:\n  production:\n"
            + "    url: http://shop.example.com\n    hosts: [root@192.0.2.10]\n");
        File.WriteAllText(Path.Combine(site.Site.Project, "index.html"), "hello");
        File.WriteAllText(Path.Combine(site.Site.Project, ".env.local"), "A=1\n");
        File.SetUnixFileMode(Path.Combine(site.Site.Project, ".env.local"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return site;
    }

    private static Task<CommandResult> RunAsync(TestSite site, params string[] command) => Command.RunAsync(
        new CommandLine("dotnet", [TestSite.Dll("Slipway.Cli"), .. command]) { Folder = site.Site.Project, Deadline = TimeSpan.FromMinutes(2) },
        TestContext.Current.CancellationToken);
}
