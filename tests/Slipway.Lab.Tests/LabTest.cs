using System.Diagnostics;
using Xunit;
using LabCommand = Slipway.Lab.Command;

namespace Slipway.Lab.Tests;

public sealed class LabTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hosts_start_answer_over_ssh_and_see_each_other()
    {
        await using var lab = await LabNetwork.StartAsync();
        var hosts = await Task.WhenAll(lab.StartHostAsync("web1"), lab.StartHostAsync("web2"));

        Assert.Equal(new CommandResult(0, "web1\n", ""), await hosts[0].SshAsync("hostname"));
        Assert.Equal("running\n", (await hosts[1].SshAsync("systemctl", "is-system-running", "--wait")).Out);
        Assert.Equal("0\n", (await hosts[1].SshAsAsync("deploy", "sudo", "-n", "id", "-u")).Out);
        Assert.Equal("it's $HOME\n", (await hosts[0].SshAsync("echo", "it's $HOME")).Out);
        var banner = await hosts[0].SshAsync("timeout", "5", "bash", "-c", $"head -c 7 < /dev/tcp/{hosts[1].Address}/22");
        Assert.Equal("SSH-2.0", banner.Out);
        Assert.NotEqual(await MachineIdAsync(hosts[0]), await MachineIdAsync(hosts[1]));
    }

    [Fact]
    public async Task Reset_takes_everything_back_but_address_and_keys()
    {
        await using var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync("web1");
        var id = await MachineIdAsync(host);
        (await host.SshAsync("sh", "-c", "echo changed > /etc/motd; mkdir /srv/app; rm /usr/bin/curl")).Require("the change");

        await host.ResetAsync();

        Assert.Equal("", (await host.SshAsync("ls", "/srv")).Out);
        Assert.Equal("/usr/bin/curl\n", (await host.SshAsync("which", "curl")).Out);
        Assert.DoesNotContain("changed", await File.ReadAllTextAsync(Path.Combine(host.RootPath, "etc/motd"), Cancel));
        Assert.Equal(id, await MachineIdAsync(host));
    }

    [Fact]
    public async Task Stop_and_boot_keep_files()
    {
        await using var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync("web1");
        await host.SshAsync("touch", "/srv/kept");

        await host.StopAsync();
        Assert.False(host.IsRunning);
        await host.BootAsync();

        Assert.Equal("kept\n", (await host.SshAsync("ls", "/srv")).Out);
    }

    [Fact]
    public async Task Power_cut_keeps_what_was_synced_and_loses_what_was_not()
    {
        await using var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync("web1", disk: HostDisk.Ext4);
        const string write = "mkdir -p /srv/d && echo safe > /srv/d/synced && sync /srv/d/synced /srv/d /srv && echo lost > /srv/d/unsynced && cat /srv/d/unsynced";
        var lost = false;
        for (var attempt = 0; attempt < 3 && !lost; attempt++) // another program's sync(2) may save a file now and then
        {
            Assert.Equal("lost\n", (await host.SshAsync("sh", "-c", write)).Out);
            await host.PowerCutAsync();
            Assert.False(host.IsRunning);
            await host.BootAsync();
            Assert.Equal("safe\n", (await host.SshAsync("cat", "/srv/d/synced")).Out);
            lost = !(await host.SshAsync("cat", "/srv/d/unsynced")).Out.Contains("lost");
        }

        Assert.True(lost);
    }

    [Fact]
    public async Task Killing_keeps_what_was_not_synced()
    {
        await using var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync("web1", disk: HostDisk.Ext4);
        await host.SshAsync("sh", "-c", "echo kept > /srv/unsynced");

        await host.KillAsync();
        await host.BootAsync();

        Assert.Equal("kept\n", (await host.SshAsync("cat", "/srv/unsynced")).Out);
    }

    [Fact]
    public async Task Full_disk_and_spent_inodes_refuse_writes_until_freed()
    {
        await using var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync("web1", disk: HostDisk.Ext4, diskMegabytes: 256);

        await host.FillInodesAsync();
        Assert.Contains("No space left on device", (await host.ExecAsync("mkdir", "/srv/new")).Error);
        await host.FreeDiskAsync();
        Assert.Equal(0, (await host.ExecAsync("mkdir", "/srv/new")).Exit);

        await host.FillDiskAsync();
        Assert.Contains("No space left on device", (await host.ExecAsync("dd", "if=/dev/zero", "of=/srv/data", "bs=64K", "count=1")).Error);
        await host.FreeDiskAsync();
        Assert.Equal(0, (await host.ExecAsync("dd", "if=/dev/zero", "of=/srv/data", "bs=64K", "count=1")).Exit);
    }

    [Fact]
    public async Task Cut_network_is_a_black_hole_until_healed()
    {
        await using var lab = await LabNetwork.StartAsync();
        var hosts = await Task.WhenAll(lab.StartHostAsync("web1"), lab.StartHostAsync("web2"));
        string[] Reach(string seconds) => ["timeout", seconds, "bash", "-c", $"exec 3<> /dev/tcp/{hosts[1].Address}/22"];

        await hosts[1].CutNetworkAsync();
        Assert.Equal(124, (await hosts[0].ExecAsync(Reach("1"))).Exit);
        Assert.Equal("web2\n", (await hosts[1].ExecAsync("hostname")).Out);

        await hosts[1].HealNetworkAsync();
        Assert.Equal(0, (await hosts[0].ExecAsync(Reach("20"))).Exit);
    }

    [Fact]
    public async Task Dispose_leaves_no_bridge_namespace_mount_rule_or_process()
    {
        var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync(UniqueName(), disk: HostDisk.Ext4);
        Assert.Contains($"slw{lab.Number}:", await TracesAsync($"slw{lab.Number}:", $"slipway-lab-{lab.Number} "));
        Assert.Contains(host.RootPath, await TracesAsync(host.Name));
        var leader = host.Leader!.Value;

        await lab.DisposeAsync();

        Assert.Equal("", await TracesAsync(host.Name));
        Assert.False(Directory.Exists($"/proc/{leader}"));
        Assert.False(Directory.Exists(host.RootPath));
        using var noNewLabs = await FileLock.TakeAsync(LabPaths.GlobalLock, TimeSpan.FromMinutes(3), "The list of lab networks");
        if (Directory.Exists(LabPaths.NetworkState(lab.Number))) return; // another lab on this machine has the number now
        Assert.Equal("", await TracesAsync($"slw{lab.Number}:", $"slw{lab.Number}p", $"slipway-lab-{lab.Number} "));
    }

    [Fact]
    public async Task Two_labs_leave_each_other_alone_and_the_wreck_of_a_killed_one_is_cleared()
    {
        var name = UniqueName();
        using var other = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "slipway-lab.dll"), "up", "--hold", "--name", name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = "";
        while (!line.StartsWith(name, StringComparison.Ordinal)) line = await other.StandardOutput.ReadLineAsync(Cancel) ?? throw new InvalidOperationException("no machine");

        await using (var lab = await LabNetwork.StartAsync())
        {
            Assert.NotEqual(line.Split('.')[2], lab.Number.ToString());
            Assert.NotEqual("", await TracesAsync(name));
        }

        other.Kill();
        await other.WaitForExitAsync(Cancel);
        await using var next = await LabNetwork.StartAsync();
        Assert.Equal("", await TracesAsync(name));
    }

    [Fact]
    public async Task Load_on_nginx_through_the_bridge_has_no_failures()
    {
        await using var lab = await LabNetwork.StartAsync();
        var host = await lab.StartHostAsync("web1", Image.Stack);
        await host.EnableAsync("nginx");
        await File.WriteAllTextAsync(Path.Combine(host.RootPath, "var/www/html/page.html"), "the page\n", Cancel);
        await using var load = LoadClient.Start(new(new(System.Net.IPAddress.Parse(host.Address), 80), [LoadRequest.Get("example.com", "/page.html")])
        {
            MaxRequests = 3000,
            Validate = (_, _, body) => body.SequenceEqual("the page\n"u8),
        });

        var report = await load.Completion;

        Assert.Equal((3000, 0, 0), (report.Requests, report.Failed, report.Mixed));
    }

    private static async Task<string> MachineIdAsync(LabHost host) => (await host.SshAsync("cat", "/etc/machine-id")).Out;

    private static string UniqueName() => "host-" + System.Security.Cryptography.RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>The lines about links, namespaces, rules, loop devices, mounts and machine processes that contain one of the words.</summary>
    private static async Task<string> TracesAsync(params string[] words)
    {
        string[] listings =
        [
            await LabCommand.RequireAsync("ip", "-o", "link"),
            await LabCommand.RequireAsync("ip", "netns"),
            await LabCommand.RequireAsync("iptables", "-S"),
            await LabCommand.RequireAsync("iptables", "-t", "nat", "-S"),
            await LabCommand.RequireAsync("losetup", "--list"),
            (await LabCommand.RunAsync("pgrep", ["-a", "systemd-nspawn"])).Out,
            await File.ReadAllTextAsync("/proc/self/mountinfo", Cancel),
        ];
        return string.Join('\n', string.Join('\n', listings).Split('\n').Where(line => words.Any(line.Contains)));
    }
}
