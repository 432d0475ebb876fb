using Slipway.Hosts;
using Slipway.Hosts.Observed;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Disk;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Network;
using Slipway.Hosts.Observed.Running;
using Slipway.Hosts.Observed.Software;
using Slipway.Hosts.Observed.Ssh;
using Slipway.Lab.Tests.Harness;
using Slipway.Project;
using Xunit;

namespace Slipway.Lab.Tests.Observed;

/// <summary>A real server is asked everything in one call, and its own programs are asked the same.</summary>
public sealed class ObservedFactsTest(DeployFixture fixture)
{
    private const string Certificate = "/etc/ssl/lab.pem";

    private static readonly SystemQuestion System = new();
    private static readonly UsersQuestion Users = new([]);
    private static readonly GroupsQuestion Groups = new([]);
    private static readonly PackagesQuestion Packages = new([]);
    private static readonly UnitsQuestion Units = new(["nginx.service", "cron.service", "mysql.service", "*.timer", "none-at-all.service"]);
    private static readonly ListenersQuestion Listeners = new();
    private static readonly SshdQuestion Sshd = new();
    private static readonly CertificatesQuestion Certificates = new([Certificate]);
    private static readonly FilesQuestion Files = new(["/etc/shadow", "/etc/sudoers.d/deploy", "/usr/bin/dotnet", "/none"]);
    private static readonly SudoQuestion Sudo = new();
    private static readonly KernelSettingsQuestion Kernel = new(["net.ipv4.tcp_syncookies", "kernel.randomize_va_space", "fs.protected_symlinks"]);

    private static readonly Question[] All =
    [
        System, Users, Groups, Packages, Units, Listeners, Sshd, Certificates, Files, Sudo, Kernel, new MemoryQuestion(), new LoadQuestion(), new ClockQuestion(),
        new RebootQuestion(), new AuthorizedKeysQuestion(["root", "deploy"]), new ProgramsQuestion(["nginx", "php"]), new AptQuestion(), new CronQuestion(),
        new EnabledUnitsQuestion(), new ProcessesQuestion([]), new ResolverQuestion(), new DisksQuestion([]),
    ];

    // As many as a verification asks: many checks ask of one file, one unit, one package.
    private static IEnumerable<Question> Sixty =>
    [
        .. All, .. Enumerable.Range(0, 20).Select(i => new FilesQuestion([$"/etc/{i}", "/etc/passwd"])),
        .. Enumerable.Range(0, 10).Select(i => new UnitsQuestion([$"lab{i}.service"])), .. Enumerable.Range(0, 7).Select(i => new PackagesQuestion([$"lib{i}*"])),
    ];

    [Fact]
    public async Task All_facts_of_a_server_agree_with_its_own_programs()
    {
        var host = await fixture.StartWebHostAsync("observed");
        (await host.SshAsync("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/etc/ssl/lab.key", "-out", Certificate,
            "-days", "30", "-subj", "/CN=lab.example.com")).Require("a certificate");
        await using var connection = await OpenAsync(host, "root");

        var seen = await connection.ObserveAsync([.. Sixty]);
        var again = await connection.ObserveAsync([.. Sixty]);
        Tell(seen, again);

        Assert.Equal(await LinesAsync(host, "getent", "passwd"), seen.Of(Users).Fact!.Users.Select(u => u.Name).Count());
        Assert.Equal(await LinesAsync(host, "getent", "group"), seen.Of(Groups).Fact!.Groups.Count);
        var packages = (await SaidAsync(host, "dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}\n")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(packages.Order(), seen.Of(Packages).Fact!.Packages.Select(p => $"{p.Name} {p.Version} {p.Architecture}").Order());
        Assert.Equal(await SocketsAsync(host), seen.Of(Listeners).Fact!.Listeners.Where(l => l.Protocol == "tcp").Select(l => l.Port).Distinct().Order());
        Assert.Contains(seen.Of(Listeners).Fact!.Listeners, l => l.Port == 80 && l.Processes.Any(p => p is { Name: "nginx", Unit: "nginx.service" }));
        await UnitsAgreeAsync(host, seen);
        var sshd = SshdText(seen.Of(Sshd).Fact!);
        Assert.Equal((await SaidAsync(host, "sshd", "-T")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(), sshd.Order());
        var fingerprint = (await SaidAsync(host, "openssl", "x509", "-in", Certificate, "-noout", "-fingerprint", "-sha256")).Trim().Split('=')[1].Replace(":", "");
        Assert.Equal(fingerprint, Assert.Single(seen.Of(Certificates).Fact!.Files[0].Certificates).Fingerprint, ignoreCase: true);
        Assert.Equal((await SaidAsync(host, "stat", "-c", "%a %U %G", "/etc/shadow")).Trim(), Text(seen.Of(Files).Fact!.Files[0]));
        Assert.True(seen.Of(Sudo).Fact!.Valid);
        Assert.Contains(seen.Of(Sudo).Fact!.Rules, rule => rule is { Who: "deploy", WithoutPassword: true });
        foreach (var (name, value) in seen.Of(Kernel).Fact!.Values)
            Assert.Equal((await SaidAsync(host, "sysctl", "-n", name)).Trim(), value);
        Assert.Empty(All.Where(question => seen.UnknownOf(question) is not null).Select(question => $"{question}: {seen.UnknownOf(question)}"));
    }

    [Fact]
    public async Task User_without_rights_gets_what_it_may_see_and_the_reason_for_the_rest()
    {
        var host = await fixture.StartWebHostAsync("observed-least");
        await using var connection = await OpenAsync(host, "deploy", HostRights.Login);

        var seen = await connection.ObserveAsync(All);

        Assert.Equal("/etc/sudoers may not be read", seen.Of(Sudo).Unknown);
        Assert.NotNull(seen.Of(Sshd).Unknown);
        Assert.All(seen.Of(Users).Fact!.Users, user => Assert.Null(user.Password));
        Assert.NotEmpty(seen.Of(Packages).Fact!.Packages);
        Assert.Contains(seen.Of(Listeners).Fact!.Listeners, l => l is { Port: 80, Processes.Count: 0 });
    }

    private async Task<HostConnection> OpenAsync(LabHost host, string user, HostRights rights = HostRights.Full) => await HostConnection.OpenAsync(
        new HostAddress(user, host.Address, null), AgentImage.Load(fixture.Agent),
        new SshSettings { KnownHosts = host.KnownHostsPath, Rights = rights, Options = [$"IdentityFile {host.KeyPath}", "IdentitiesOnly yes"] },
        TestContext.Current.CancellationToken);

    private static void Tell(Observation first, Observation second)
    {
        foreach (var seen in (Observation[])[first, second])
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Sixty.Count()} facts: {seen.Cost.Ms} ms on the host, {seen.Cost.CpuMs} ms CPU of the agent, {seen.Cost.Programs} programs; slowest: "
                + string.Join(", ", All.OrderByDescending(seen.MsOf).Take(6).Select(question => $"{question.GetType().Name} {seen.MsOf(question)}")));
    }

    private static async Task UnitsAgreeAsync(LabHost host, Observation seen)
    {
        var units = seen.Of(Units).Fact!.Units;
        foreach (var name in (string[])["nginx.service", "cron.service", "mariadb.service", "none-at-all.service"])
        {
            var said = (await SaidAsync(host, "systemctl", "show", "-p", "LoadState,ActiveState,SubState,MainPID", "--value", name)).Split('\n');
            var unit = Assert.Single(units, unit => unit.Name == name);
            Assert.Equal(said[..4].Order(), ((string[])[unit.Load, unit.Active, unit.Sub, $"{unit.MainProcess ?? 0}"]).Order());
        }

        Assert.NotNull(units.First(unit => unit.Name == "nginx.service").ActiveSince);
    }

    private static IEnumerable<string> SshdText(SshdFact fact) => fact.Settings.SelectMany(setting => setting.Value.Select(value => $"{setting.Key} {value}"));

    private static string Text(SeenFile file) => $"{file.Mode!.TrimStart('0')} {file.Owner} {file.Group}";

    private static async Task<IEnumerable<int>> SocketsAsync(LabHost host) =>
        (await SaidAsync(host, "ss", "-Hltn")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])
            .Select(address => int.Parse(address[(address.LastIndexOf(':') + 1)..])).Distinct().Order();

    private static async Task<int> LinesAsync(LabHost host, params string[] command) =>
        (await SaidAsync(host, command)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private static async Task<string> SaidAsync(LabHost host, params string[] command)
    {
        var result = await host.SshAsync(command);
        result.Require(command[0]);
        return result.Out;
    }
}
