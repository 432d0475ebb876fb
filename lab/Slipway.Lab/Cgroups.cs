namespace Slipway.Lab;

/// <summary>
/// One control group per machine in each hierarchy that systemd uses. Without them all machines would share the caller's
/// group, and a service stopped in one would be killed in another.
/// </summary>
internal static class Cgroups
{
    private static readonly List<string> Roots = FindRoots();

    private static string? Unified => Roots.FirstOrDefault(r => File.Exists(Path.Combine(r, "cgroup.controllers")));

    /// <summary>A script for <c>sh -c</c>: joins the group in its first argument, then becomes the program in the others.</summary>
    public const string Joining = "echo $$ > \"$1/cgroup.procs\" && shift && exec \"$@\"";

    /// <summary>The group of a running machine's PID 1: what is started there ends with the machine.</summary>
    public static string Inside(string network, string host) =>
        Path.Combine(Unified ?? Roots[0], network, host, "payload", "init.scope");

    public static IReadOnlyList<string> Create(string network, string host)
    {
        foreach (var root in Roots)
        {
            var parent = Directory.CreateDirectory(Path.Combine(root, network)).FullName;
            if (root == Unified) Delegate(root, parent);
            Directory.CreateDirectory(Path.Combine(parent, host));
        }

        return [.. Roots.Select(r => Path.Combine(r, network, host))];
    }

    /// <summary>Kills every process below and removes the groups. <paramref name="path"/> is <c>network</c> or <c>network/host</c>.</summary>
    public static async Task RemoveAsync(string path)
    {
        await Wait.UntilAsync(() => KillAll(path) == 0, TimeSpan.FromSeconds(15));
        foreach (var root in Roots) RemoveTree(Path.Combine(root, path));
    }

    private static int KillAll(string path)
    {
        var pids = Roots.SelectMany(r => Processes(Path.Combine(r, path))).Distinct().ToList();
        // 0 stands for a process of another namespace, and would mean our own group.
        foreach (var pid in pids.Where(p => p > 0)) _ = Native.Kill(pid, Native.SIGKILL);
        return pids.Count;
    }

    private static List<int> Processes(string group)
    {
        if (!Directory.Exists(group)) return [];
        try
        {
            return Directory.EnumerateFiles(group, "cgroup.procs", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines).Select(int.Parse).Where(pid => pid > 0).ToList();
        }
        catch (IOException)
        {
            return [0]; // a group vanished while we looked: look again
        }
    }

    private static void RemoveTree(string group)
    {
        if (!Directory.Exists(group)) return;
        foreach (var child in Directory.GetDirectories(group)) RemoveTree(child);
        try
        {
            Directory.Delete(group);
        }
        catch (IOException)
        {
            // Still busy: the next start of a lab removes it.
        }
    }

    private static void Delegate(string root, string parent)
    {
        foreach (var controller in File.ReadAllText(Path.Combine(root, "cgroup.subtree_control")).Split(' ', '\n'))
        {
            if (controller.Length > 0) File.WriteAllText(Path.Combine(parent, "cgroup.subtree_control"), "+" + controller);
        }
    }

    private static List<string> FindRoots()
    {
        var roots = new List<string>();
        foreach (var line in File.ReadLines("/proc/self/mountinfo"))
        {
            var halves = line.Split(" - ");
            var kind = halves[1].Split(' ');
            if (kind[0] == "cgroup2" || (kind[0] == "cgroup" && kind[2].Split(',').Contains("name=systemd")))
                roots.Add(halves[0].Split(' ')[4]);
        }

        return roots.Count > 0 ? roots : throw new LabException("No cgroup hierarchy is mounted; systemd cannot run in the machines.");
    }
}
