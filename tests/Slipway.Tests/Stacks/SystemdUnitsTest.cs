using System.Text;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Systemd;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

public class SystemdUnitsTest
{
    private static readonly Services Queue = new() { Workers = [new Worker("queue", ["php", "artisan", "queue:work"], 2, TimeSpan.FromSeconds(90))] };

    [Theory]
    [InlineData("aspnet")]
    [InlineData("laravel")]
    [InlineData("static")]
    [InlineData("node")]
    public void Units_of_a_stack(string fixture) => Golden.Check($"units-{fixture}.txt", Text(Files(fixture)));

    [Fact]
    public void Root_below_home_stays_readable() =>
        Assert.Contains("ProtectHome=no\n", Text(Files("aspnet", environment => environment with { Root = "/home/shop/app" })));

    [Theory]
    [InlineData("aspnet")]
    [InlineData("laravel")]
    [InlineData("node")]
    public async Task Systemd_accepts_the_units(string fixture)
    {
        Tools.Need("systemd-analyze");
        using var folder = new TemporaryFolder();
        var units = Files(fixture).Where(file => file.Path.StartsWith("/etc/systemd/system/slipway-", StringComparison.Ordinal)).ToList();
        foreach (var unit in units)
            folder.Write(Path.GetFileName(unit.Path), unit.Text.Replace("User=guest-book", "User=root").Replace("Group=guest-book", "Group=root")
                .Replace("/srv/guest-book/releases/%i/.slipway/bin/", "/bin/true #").Replace("/var/lib/slipway/agent/current/slipway-agent", "/bin/true"));
        string[] names = [.. units.Select(unit => Path.Combine(folder.Path, Path.GetFileName(unit.Path)).Replace("@.", "@r7."))];
        foreach (var (name, unit) in names.Zip(units))
            File.CreateSymbolicLink(name, Path.Combine(folder.Path, Path.GetFileName(unit.Path)));

        var result = await Command.RunAsync(new CommandLine("systemd-analyze", ["verify", "--man=no", .. names]) { Variables = new Dictionary<string, string?> { ["SYSTEMD_UNIT_PATH"] = folder.Path + ":" } }, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("slipway", result.Errors + result.Output);
    }

    private static IReadOnlyList<RenderedFile> Files(string fixture, Func<AppEnvironment, AppEnvironment>? change = null)
    {
        var environment = Fixture.Environment(fixture) with { Services = fixture == "laravel" ? Queue : new(), Listen = fixture == "node" ? Listen.Port : Listen.Socket };
        environment = change?.Invoke(environment) ?? environment;
        return SystemdUnits.Render(environment, StackCatalogue.Recipe(environment), Fixture.Layout(environment));
    }

    private static string Text(IReadOnlyList<RenderedFile> files) =>
        files.Aggregate(new StringBuilder(), (text, file) => text.Append($"=== {file.Path}\n{file.Text}\n")).ToString();
}
