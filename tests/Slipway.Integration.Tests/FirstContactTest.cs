using System.Net;
using System.Net.Sockets;
using Slipway.Hosts;
using Slipway.Processes;
using Slipway.Project;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Each way that a login can fail has its own problem.</summary>
public class FirstContactTest
{
    [Fact]
    public async Task Unknown_host_key_is_refused_and_after_it_is_added_the_host_opens()
    {
        await using var server = await SshServer.StartAsync();
        File.Delete(server.KnownHosts);

        var problem = await server.OpenFailsAsync("host.unknown-key");
        Assert.Contains($"[127.0.0.1]:{server.Port}", problem.Detail, StringComparison.Ordinal);
        Assert.False(File.Exists(server.KnownHosts));

        var key = await HostKeys.ScanAsync(server.Address, server.Settings);
        var expected = await Command.RunAsync(new CommandLine("ssh-keygen", "-lf", Path.Combine(server.Folder, "host_key.pub")));
        Assert.Equal(expected.Output.Split(' ')[1], key.Fingerprint);
        KnownHosts.Add(server.KnownHosts, key);
        await using var opened = await server.OpenAsync();
        Assert.Equal(0, opened.Hello.User);
    }

    [Fact]
    public async Task New_key_is_written_down_when_that_was_asked_for()
    {
        await using var server = await SshServer.StartAsync();
        File.Delete(server.KnownHosts);

        await using var opened = await server.OpenAsync(server.Settings with { AcceptNewHostKeys = true });

        Assert.Equal(await HostKeys.ScanAsync(server.Address, server.Settings), HostKey.Parse(File.ReadAllText(server.KnownHosts)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Changed_host_key_is_refused_even_when_new_keys_are_accepted(bool acceptNew)
    {
        await using var server = await SshServer.StartAsync();
        await server.KnowAnotherKeyAsync();

        var problem = await server.OpenFailsAsync("host.changed-key", server.Settings with { AcceptNewHostKeys = acceptNew });

        Assert.Contains($"{server.KnownHosts}:1", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_key_is_refused()
    {
        await using var server = await SshServer.StartAsync();
        var wrong = Path.Combine(server.Folder, "wrong");
        await SshServer.KeyAsync(wrong);

        var problem = await server.OpenFailsAsync("host.key-refused", With(server, wrong));

        Assert.Contains("offered: " + wrong, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_at_all_is_told()
    {
        await using var server = await SshServer.StartAsync();

        await server.OpenFailsAsync("host.no-key", With(server, Path.Combine(server.Folder, "absent")));
    }

    [Fact]
    public async Task Encrypted_key_without_an_agent_is_told_and_nobody_is_asked_for_the_passphrase()
    {
        await using var server = await SshServer.StartAsync();
        var locked = Path.Combine(server.Folder, "locked");
        await SshServer.KeyAsync(locked, "a secret of twelve");
        File.AppendAllText(Path.Combine(server.Folder, "authorized_keys"), File.ReadAllText(locked + ".pub"));

        var problem = await server.OpenFailsAsync("host.key-locked", With(server, locked));

        Assert.Contains("locked: " + locked, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_others_may_read_is_told()
    {
        await using var server = await SshServer.StartAsync();
        File.SetUnixFileMode(Path.Combine(server.Folder, "key"), (UnixFileMode)0b110_100_100);

        await server.OpenFailsAsync("host.key-permissions");
    }

    [Fact]
    public async Task Closed_port_is_told()
    {
        Needs.Programs("ssh");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await Failures.OpenFailsAsync(new HostAddress("root", "127.0.0.1", port), new SshSettings(), "host.port-closed");
    }

    [Fact]
    public async Task Unknown_name_is_told()
    {
        Needs.Programs("ssh");

        await Failures.OpenFailsAsync(new HostAddress("root", "no-such-host.invalid", null), new SshSettings(), "host.name-not-found");
    }

    [Fact]
    public async Task Port_that_accepts_and_stays_silent_ends_at_the_deadline()
    {
        Needs.Programs("ssh");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await Failures.OpenFailsAsync(
            new HostAddress("root", "127.0.0.1", port), new SshSettings { ConnectDeadline = TimeSpan.FromSeconds(1) }, "host.silent");
    }

    [Fact]
    public async Task Login_that_hangs_ends_at_our_own_deadline()
    {
        await using var server = await SshServer.StartAsync("ForceCommand sleep 1000");

        await server.OpenFailsAsync("host.silent", server.Settings with { HelloDeadline = TimeSpan.FromSeconds(3) });
    }

    [Fact]
    public async Task Full_backlog_looks_like_a_black_hole_and_ends_at_the_deadline()
    {
        Needs.Programs("ssh");
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        var waiting = Enumerable.Range(0, 4).Select(_ => new TcpClient()).ToList();
        waiting.ForEach(c => _ = c.ConnectAsync(IPAddress.Loopback, port));

        await Failures.OpenFailsAsync(
            new HostAddress("root", "127.0.0.1", port), new SshSettings { ConnectDeadline = TimeSpan.FromSeconds(1) }, "host.timeout");

        waiting.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Host_beyond_its_MaxStartups_drops_us_and_that_is_told()
    {
        await using var server = await SshServer.StartAsync("MaxStartups 1\nLoginGraceTime 60");
        using var hog = new TcpClient();
        await hog.ConnectAsync(IPAddress.Loopback, server.Port);
        await hog.GetStream().ReadExactlyAsync(new byte[4]);

        await server.OpenFailsAsync("host.dropped");
    }

    [Fact]
    public async Task Missing_ssh_program_is_told()
    {
        await Failures.OpenFailsAsync(new HostAddress("root", "127.0.0.1", 22), new SshSettings { Program = "no-such-ssh" }, "host.no-ssh");
    }

    [Fact]
    public async Task Broken_user_configuration_is_told()
    {
        await using var server = await SshServer.StartAsync();
        File.WriteAllText(Path.Combine(server.Folder, "user_config"), "NoSuchOption yes\n");

        await server.OpenFailsAsync("host.bad-ssh-config");
    }

    [Fact]
    public async Task Jump_host_obeys_the_same_known_hosts()
    {
        await using var jump = await SshServer.StartAsync();
        await using var server = await SshServer.StartAsync();
        File.Copy(Path.Combine(server.Folder, "key.pub"), Path.Combine(jump.Folder, "authorized_keys"), overwrite: true);
        File.AppendAllText(Path.Combine(server.Folder, "user_config"), $"Host 127.0.0.1\n  ProxyJump root@localhost:{jump.Port}\n");

        var problem = await server.OpenFailsAsync("host.unknown-key");
        Assert.Contains($"[localhost]:{jump.Port}", problem.Detail, StringComparison.Ordinal);

        File.AppendAllText(server.KnownHosts, File.ReadAllText(jump.KnownHosts).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await using var opened = await server.OpenAsync();
        Assert.Contains("Accepted publickey", jump.Log, StringComparison.Ordinal);
        Assert.Equal(await HostKeys.ScanAsync(server.Address, server.Settings), HostKey.Parse(File.ReadAllLines(server.KnownHosts)[0]));
    }

    private static SshSettings With(SshServer server, string key) =>
        server.Settings with { Options = ["IdentitiesOnly yes", $"IdentityFile {key}", "IdentityAgent none", "GlobalKnownHostsFile /dev/null"] };
}
