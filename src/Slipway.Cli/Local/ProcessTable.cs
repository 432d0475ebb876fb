using Slipway.Processes;

namespace Slipway.Cli.Local;

/// <summary>What /proc tells of processes.</summary>
internal static class ProcessTable
{
    /// <summary>The kernel's id of this boot.</summary>
    public static string Boot { get; } = RunningProcesses.Text("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>Start time in clock ticks since boot; 0 when the process has ended.</summary>
    public static long StartTicks(int pid) => Stat(pid)?.StartTicks ?? 0;

    /// <summary>Living processes (zombies left out) of a process group.</summary>
    public static IReadOnlyList<int> Group(int group) => [.. RunningProcesses.Ids().Where(pid => Stat(pid) is { } stat && stat.Group == group)];

    /// <summary>Living processes whose environment holds this variable with this value.</summary>
    public static IReadOnlyList<int> Marked(string variable, string value)
    {
        var entry = $"{variable}={value}";
        return [.. RunningProcesses.Ids().Where(pid => RunningProcesses.Text($"/proc/{pid}/environ").Split('\0').Contains(entry) && Stat(pid) is not null)];
    }

    private static (int Group, long StartTicks)? Stat(int pid)
    {
        const int state = 0, group = 2, start = 19;
        var fields = RunningProcesses.Status(pid);
        return fields.Length == 0 || fields[state] is "Z" or "X" ? null : (int.Parse(fields[group]), long.Parse(fields[start]));
    }
}
