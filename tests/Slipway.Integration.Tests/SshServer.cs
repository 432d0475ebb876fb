using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Processes;
using Slipway.Project;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>
/// A real sshd on a free loopback port, with its own keys, in a mount namespace of its own: /etc, /root, /home, /run, /var/lib and
/// /var/tmp are copies that vanish with it, so tests may change users, sudoers and file systems.
/// </summary>
internal sealed class SshServer : IAsyncDisposable
{
    private readonly DuplexProcess _sshd;

    private SshServer(string folder, int port, DuplexProcess sshd)
    {
        Folder = folder;
        Port = port;
        _sshd = sshd;
    }

    public string Folder { get; }

    public int Port { get; }

    public string Log => _sshd.Errors;

    public string KnownHosts => Path.Combine(Folder, "known_hosts");

    public HostAddress Address => new("root", "127.0.0.1", Port);

    public HostAddress As(string user) => Address with { User = user };

    /// <summary>What a person would have set up: the right key, and the host's key known.</summary>
    public SshSettings Settings => new()
    {
        KnownHosts = KnownHosts,
        UserConfig = Path.Combine(Folder, "user_config"),
        Options = ["IdentitiesOnly yes", $"IdentityFile {Path.Combine(Folder, "key")}", "GlobalKnownHostsFile /dev/null"],
    };

    /// <param name="config">More lines of sshd_config.</param>
    /// <param name="setup">Shell lines run as root in the server's own view of the files, before sshd starts.</param>
    public static async Task<SshServer> StartAsync(string config = "", string setup = "")
    {
        Needs.Root();
        Needs.Programs("sshd", "ssh", "ssh-keygen", "unshare", "mount");
        var folder = Directory.CreateTempSubdirectory("slipway-sshd-").FullName;
        Posix.ChangeMode(folder, 0b111_101_101);
        await KeyAsync(Path.Combine(folder, "host_key"));
        await KeyAsync(Path.Combine(folder, "key"));
        File.Copy(Path.Combine(folder, "key.pub"), Path.Combine(folder, "authorized_keys"));
        File.WriteAllText(Path.Combine(folder, "user_config"), "");
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            WriteConfig(folder, port, config);
            var server = new SshServer(folder, port, Launch(folder, setup));
            if (await server.ListensAsync())
            {
                server.Know();
                return server;
            }

            Assert.True(attempt < 3, "sshd did not start: " + server.Log);
            await server._sshd.DisposeAsync();
        }
    }

    /// <summary>Makes a key pair without a passphrase, or with one.</summary>
    public static async Task KeyAsync(string path, string passphrase = "")
    {
        var made = await Command.RunAsync(new CommandLine("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", path));
        Assert.True(made.Succeeded, made.LastWords);
    }

    /// <summary>Another host key under the same address, as after a new installation.</summary>
    public async Task KnowAnotherKeyAsync()
    {
        var other = Path.Combine(Folder, "other_host_key");
        await KeyAsync(other);
        File.WriteAllText(KnownHosts, $"[127.0.0.1]:{Port} {File.ReadAllText(other + ".pub")}");
    }

    public async Task<HostConnection> OpenAsync(SshSettings? settings = null, string user = "root") =>
        await HostConnection.OpenAsync(As(user), await Repository.AgentAsync(), settings ?? Settings);

    public async ValueTask DisposeAsync()
    {
        await _sshd.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void Know() => File.WriteAllText(KnownHosts, $"[127.0.0.1]:{Port} {File.ReadAllText(Path.Combine(Folder, "host_key.pub"))}");

    private static void WriteConfig(string folder, int port, string more) => File.WriteAllText(Path.Combine(folder, "sshd_config"),
        $"""
        {more}
        ListenAddress 127.0.0.1:{port}
        HostKey {folder}/host_key
        AuthorizedKeysFile {folder}/authorized_keys
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password

        """);

    private static DuplexProcess Launch(string folder, string setup)
    {
        var script = $"""
            set -e
            for d in etc root var/lib; do
              n=$(echo $d | tr / _); mkdir -p {folder}/over/$n {folder}/work/$n
              mount -t overlay overlay -o lowerdir=/$d,upperdir={folder}/over/$n,workdir={folder}/work/$n /$d
            done
            mount -t tmpfs -o mode=755 tmpfs /run
            mount -t tmpfs -o mode=755 tmpfs /home
            mount -t tmpfs -o mode=1777 tmpfs /var/tmp
            mkdir -p /run/sshd
            rm -rf /var/lib/slipway /root/.slipway
            {setup}
            exec /usr/sbin/sshd -D -e -f {folder}/sshd_config
            """;
        return DuplexProcess.Start(new CommandLine("unshare", "--mount", "--propagation", "private", "sh", "-c", script))
            ?? throw new InvalidOperationException("unshare did not start");
    }

    private async Task<bool> ListensAsync()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromSeconds(30) && !_sshd.Exit.IsCompleted)
        {
            if (Log.Contains("Server listening", StringComparison.Ordinal))
                return true;
            await Task.Delay(20);
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
