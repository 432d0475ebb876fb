using System.Globalization;
using Slipway.Processes;

namespace Slipway.Hosts.Observed.Running;

/// <summary>All processes of the host with their open files, looked at once for all facts of a batch.</summary>
internal static class ProcessScan
{
    private const string Socket = "socket:[";
    private const string Deleted = " (deleted)";

    public static IReadOnlyList<ScannedProcess> Of(HostView host) =>
        host.Once<IReadOnlyList<ScannedProcess>>("processes", () => [.. RunningProcesses.Ids().Select(Scan).OfType<ScannedProcess>()]);

    private static ScannedProcess? Scan(int id)
    {
        var status = RunningProcesses.Status(id);
        if (status.Length < 22)
            return null;
        var open = RunningProcesses.OpenFiles(id);
        return new ScannedProcess(
            id, RunningProcesses.Text($"/proc/{id}/comm").TrimEnd('\n'), UnitOf(RunningProcesses.Text($"/proc/{id}/cgroup")),
            long.Parse(status[19], CultureInfo.InvariantCulture),
            [.. open.Where(file => file.StartsWith(Socket, StringComparison.Ordinal)).Select(file => file[Socket.Length..^1]).Distinct()],
            [.. open.Where(IsDeletedFile).Select(file => file[..^Deleted.Length]).Distinct()]);
    }

    /// <summary>The innermost unit of "0::/system.slice/nginx.service" or, with the older groups, of "1:name=systemd:/system.slice/nginx.service".</summary>
    internal static string? UnitOf(string groups) => groups.Split('\n')
        .Where(line => line.StartsWith("0::", StringComparison.Ordinal) || line.Contains(":name=systemd:"))
        .SelectMany(line => line.Split('/').Reverse())
        .FirstOrDefault(part => part.EndsWith(".service", StringComparison.Ordinal) || part.EndsWith(".scope", StringComparison.Ordinal));

    // Memory that was given a name has no disk behind it.
    private static bool IsDeletedFile(string file) =>
        file.EndsWith(Deleted, StringComparison.Ordinal) && file[0] == '/' && !file.StartsWith("/memfd:", StringComparison.Ordinal)
        && !file.StartsWith("/dev/", StringComparison.Ordinal) && !file.StartsWith("/SYSV", StringComparison.Ordinal);
}
