using Slipway.Hosts;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Systemd;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

public class LauncherTest
{
    private static readonly IReadOnlyDictionary<string, string> Values = Placeholders.For(
        HostLayout.Server("shop", "production", "/srv/shop"), "r7", new Dictionary<string, string> { ["php-fpm"] = "/usr/sbin/php-fpm8.2", ["python"] = "/usr/bin/python3", ["dotnet"] = "/usr/bin/dotnet" });

    [Fact]
    public void Web_process_removes_its_stale_socket_and_becomes_the_program()
    {
        var recipe = StackCatalogue.Recipe(Fixture.Environment("aspnet"));

        Assert.Equal("""
            #!/bin/sh
            # Written by Slipway for this release.
            set -eu
            rm -f -- "$SLIPWAY_SOCKET"
            exec /usr/bin/dotnet GuestBook.dll

            """, Launcher.Render(recipe.Web!, recipe, Values));
    }

    [Fact]
    public void App_on_a_port_gets_the_port_and_not_the_socket()
    {
        var recipe = StackCatalogue.Recipe(Fixture.Environment("django") with { Listen = Listen.Port });

        Assert.Equal("""
            #!/bin/sh
            # Written by Slipway for this release.
            set -eu
            unset SLIPWAY_SOCKET
            exec /usr/bin/python3 -m gunicorn shop.wsgi:application --bind 127.0.0.1:"$PORT" --workers 2 --threads 4 --umask 006 --timeout 300 --graceful-timeout 60 --forwarded-allow-ips '*' --worker-tmp-dir /dev/shm

            """, Launcher.Render(recipe.Web!, recipe, Values));
    }

    [Fact]
    public async Task Words_and_port_arrive_exactly()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["/usr/bin/printf", "%s|", "", "a b", "it's $HOME", "*", "{port}", "x{port}y z"];
        var recipe = new StackRecipe { Stack = "node", Listen = Listen.Port, Serving = new Serving(ServingKind.Proxy, null), Variables = new Dictionary<string, string> { ["URL"] = "http://h:{port}" } };
        var script = folder.Write("web", Launcher.Render(new AppProcess("web", words), recipe, Values));

        var result = await Command.RunAsync(new CommandLine("/bin/sh", script) { Variables = new Dictionary<string, string?> { ["PORT"] = "4711" } }, TestContext.Current.CancellationToken);

        Assert.Equal("|a b|it's $HOME|*|4711|x4711y z|", result.Output.TrimEnd('\n'));
        Assert.Equal("", result.Errors);
    }
}
