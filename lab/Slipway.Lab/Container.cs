using System.Diagnostics;

namespace Slipway.Lab;

/// <summary>The systemd-nspawn process that is a running machine.</summary>
internal sealed class Container(string machine, string pidFile)
{
    private const string Launcher = """
        log=$1; shift
        while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 1; shift; done
        shift
        exec setsid "$@" < /dev/null >> "$log" 2>&1
        """;

    private static readonly TimeSpan KillDeadline = TimeSpan.FromSeconds(15);

    /// <summary>The machine's PID 1 as seen from here; null when it does not run.</summary>
    public int? Leader
    {
        get
        {
            if (Supervisor is not { } pid) return null;
            try
            {
                var children = File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return children.Select(int.Parse).Cast<int?>().FirstOrDefault(child => IsFirstInItsNamespace(child!.Value));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public bool IsRunning => Supervisor is not null;

    private int? Supervisor
    {
        get
        {
            try
            {
                var pid = int.Parse(File.ReadAllText(pidFile));
                var words = File.ReadAllText($"/proc/{pid}/cmdline");
                return words.Contains($"--machine={machine}\0", StringComparison.Ordinal) || (words.Length == 0 && IsBecomingAnother(pid)) ? pid : null;
            }
            catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    public async Task StartAsync(string root, string networkNamespace, string hostName, IReadOnlyList<string> cgroups, string log)
    {
        var start = new ProcessStartInfo("/bin/sh") { Environment = { ["SYSTEMD_NSPAWN_API_VFS_WRITABLE"] = "network", ["SYSTEMD_NSPAWN_TMPFS_TMP"] = "0" } };
        if (cgroups.Any(c => File.Exists(Path.Combine(c, "cgroup.controllers")))) start.Environment["SYSTEMD_NSPAWN_UNIFIED_HIERARCHY"] = "1";
        foreach (var argument in (string[])
        [
            "-c", Launcher, machine, log, .. cgroups, "--",
            "systemd-nspawn", "-q", "-D", root, "--boot", $"--machine={machine}", $"--hostname={hostName}",
            $"--network-namespace-path=/run/netns/{networkNamespace}", "--register=no", "--keep-unit",
            "--capability=CAP_NET_ADMIN,CAP_NET_RAW", "--kill-signal=SIGRTMIN+3",
            "--resolv-conf=copy-host", "--link-journal=no", "--timezone=off",
        ])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new LabException("/bin/sh cannot be started.");
        await File.WriteAllTextAsync(pidFile, process.Id.ToString());
    }

    /// <summary>Shuts the machine down as its power button would.</summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (Supervisor is not { } pid) return;
        _ = Native.Kill(pid, Native.SIGTERM);
        if (!await Wait.UntilAsync(() => !IsRunning, deadline))
            throw new LabException($"{machine} did not shut down within {deadline.TotalSeconds} s.");
    }

    /// <summary>Ends all processes of the machine at once.</summary>
    public async Task KillAsync()
    {
        if (Supervisor is not { } pid) return;
        if (Leader is { } leader) _ = Native.Kill(leader, Native.SIGKILL);
        if (await Wait.UntilAsync(() => !IsRunning, TimeSpan.FromSeconds(3))) return;
        _ = Native.Kill(pid, Native.SIGKILL);
        await Wait.RequireAsync(() => !IsRunning, KillDeadline, $"The end of {machine}");
    }

    // For an instant of exec a process has no words. Zombies and the kernel's threads (children of 2) never have any.
    private static bool IsBecomingAnother(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [not ("Z" or "X"), not "2", ..];
    }

    private static bool IsFirstInItsNamespace(int pid) =>
        File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("NSpid:", StringComparison.Ordinal))?.EndsWith("\t1", StringComparison.Ordinal) == true;
}
