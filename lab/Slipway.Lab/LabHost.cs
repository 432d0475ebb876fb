using System.Net.Sockets;
using System.Text;

namespace Slipway.Lab;

/// <summary>One machine: a Debian 12 server with its own systemd, sshd, processes, network and files.</summary>
public sealed class LabHost
{
    private static readonly TimeSpan BootDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan CommandDeadline = TimeSpan.FromMinutes(5);

    private readonly Addressing net;
    private readonly HostState state;
    private readonly string directory;
    private readonly Root root;
    private readonly Link link;
    private readonly Identity identity;
    private readonly Container container;
    private readonly LabSsh ssh;

    internal LabHost(Addressing net, string machines, HostState state)
    {
        this.net = net;
        this.state = state;
        directory = Path.Combine(machines, state.Name);
        root = new(directory, state.ImagePath, state.Disk, state.DiskMegabytes);
        link = new(net, state.Name, state.Index);
        identity = new(Path.Combine(directory, "identity"), state.Name);
        container = new(net.Namespace(state.Name), Path.Combine(directory, "pid"));
        ssh = new(Address, KeyPath, KnownHostsPath);
    }

    public string Name => state.Name;

    /// <summary>IPv4 address, reachable from this machine and from the network's other machines.</summary>
    public string Address => net.Address(state.Index);

    public Image Image => state.Image;

    public HostDisk Disk => state.Disk;

    /// <summary>The private key that root and deploy accept.</summary>
    public string KeyPath { get; } = LabPaths.Key;

    /// <summary>The machine's line for a known_hosts file: <c>10.213.1.11 ssh-ed25519 AAAA…</c>.</summary>
    public string KnownHostsLine => $"{Address} {identity.PublicHostKey}";

    /// <summary>A known_hosts file with that line.</summary>
    public string KnownHostsPath => Path.Combine(directory, "known_hosts");

    /// <summary>The machine's root directory on this machine, to read or write files directly. Not there after a power cut until the next boot.</summary>
    public string RootPath => root.Mounted;

    /// <summary>What the machine printed on its console since it was made.</summary>
    public string ConsolePath => Path.Combine(directory, "console.log");

    public bool IsRunning => container.IsRunning;

    /// <summary>The machine's PID 1 as seen from this machine; null when it does not run.</summary>
    public int? Leader => container.Leader;

    /// <summary>Runs a command as root over ssh. The arguments arrive as they are given, unsplit.</summary>
    /// <exception cref="LabException">It took longer than five minutes.</exception>
    public Task<CommandResult> SshAsync(params string[] command) => ssh.RunAsync("root", command, CommandDeadline);

    /// <summary>As <see cref="SshAsync"/>, as another user.</summary>
    public Task<CommandResult> SshAsAsync(string user, params string[] command) => ssh.RunAsync(user, command, CommandDeadline);

    /// <summary>Arguments for a <c>ssh</c> of one's own, up to and including the destination.</summary>
    public IReadOnlyList<string> SshArguments(string user = "root") => ssh.Arguments(user);

    /// <summary>Runs a command as root inside the machine without ssh; works with a cut network too.</summary>
    public Task<CommandResult> ExecAsync(params string[] command) => Command.RunAsync(
        "sh",
        [
            "-c", Cgroups.Joining, "exec", Cgroups.Inside(net.Name, Name),
            "nsenter", "--target", (Leader ?? throw NotRunning()).ToString(), "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wdns=/", "--",
            "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8", .. command,
        ],
        CommandDeadline);

    /// <summary>Starts services now and at each boot.</summary>
    public async Task EnableAsync(params string[] services) =>
        (await ExecAsync(["systemctl", "enable", "--now", .. services])).Require($"systemctl enable on {Name}");

    /// <summary>Starts the machine and waits until sshd answers. Its network is whole again.</summary>
    public async Task BootAsync()
    {
        if (IsRunning) throw new LabException($"{Name} already runs.");
        if (Mounts.Below(RootPath).Count == 0) await root.MountAsync();
        await link.HealAsync();
        await Cgroups.RemoveAsync($"{net.Name}/{Name}");
        await container.StartAsync(RootPath, link.Namespace, Name, Cgroups.Create(net.Name, Name), ConsolePath);
        await WaitUntilReadyAsync();
    }

    /// <summary>Shuts down in good order; files stay.</summary>
    public Task StopAsync() => container.StopAsync(StopDeadline);

    /// <summary>Ends every process at once; what they wrote stays, synced or not (compare <see cref="PowerCutAsync"/>).</summary>
    public Task KillAsync() => container.KillAsync();

    /// <summary>
    /// Pulls the plug: no packet leaves any more, the disk keeps only what had reached it, all processes end.
    /// Needs <see cref="HostDisk.Ext4"/>. The machine stays off until <see cref="BootAsync"/>.
    /// </summary>
    public async Task PowerCutAsync()
    {
        if (!IsRunning) throw NotRunning();
        await link.CutAsync();
        root.CutPower();
        await container.KillAsync();
        await root.TakeDiskAsync();
        await root.UnmountAsync();
    }

    /// <summary>Back to the image: all files of this machine are gone, its address, keys and machine id stay. Boots.</summary>
    public async Task ResetAsync()
    {
        await container.KillAsync();
        await root.UnmountAsync();
        await PrepareAsync();
        await BootAsync();
    }

    /// <summary>Packets in both directions are dropped without a word.</summary>
    public Task CutNetworkAsync() => link.CutAsync();

    public Task HealNetworkAsync() => link.HealAsync();

    /// <summary>Leaves that many bytes free on the disk. Needs <see cref="HostDisk.Ext4"/>.</summary>
    public Task FillDiskAsync(long leaveBytes = 0) => root.FillAsync(leaveBytes);

    /// <summary>Leaves that many inodes free on the disk. Needs <see cref="HostDisk.Ext4"/>.</summary>
    public Task FillInodesAsync(int leave = 0) => root.FillInodesAsync(leave);

    /// <summary>Undoes <see cref="FillDiskAsync"/> and <see cref="FillInodesAsync"/>.</summary>
    public Task FreeDiskAsync() => root.FreeAsync();

    internal async Task CreateAsync()
    {
        Directory.CreateDirectory(directory);
        await Task.WhenAll(identity.CreateAsync(), link.CreateAsync());
        await File.WriteAllTextAsync(KnownHostsPath, KnownHostsLine + "\n");
        await PrepareAsync();
    }

    private async Task PrepareAsync()
    {
        await root.CreateAsync();
        await root.MountAsync();
        await identity.InstallAsync(RootPath, KeyPath);
    }

    private async Task WaitUntilReadyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Leader is not { } pid || !await AnswersAsync() || File.Exists($"/proc/{pid}/root/run/nologin"))
        {
            // While it replaces one program by the next, a process has no command line: look again.
            if (!IsRunning && !await Wait.UntilAsync(() => IsRunning, TimeSpan.FromSeconds(1))) throw new LabException($"{Name} ended while it booted:\n{ConsoleTail()}");
            if (TimeProvider.System.GetElapsedTime(start) > BootDeadline)
                throw new LabException($"{Name} did not answer on port 22 within {BootDeadline.TotalSeconds} s:\n{ConsoleTail()}");
            await Task.Delay(20);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Address, 22, limit.Token);
            var banner = new byte[4];
            return await socket.ReceiveAsync(banner, limit.Token) == 4 && Encoding.ASCII.GetString(banner) == "SSH-";
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private string ConsoleTail() => File.Exists(ConsolePath) ? string.Join('\n', File.ReadLines(ConsolePath).TakeLast(30)) : "(nothing on the console)";

    private LabException NotRunning() => new($"{Name} does not run.");
}
