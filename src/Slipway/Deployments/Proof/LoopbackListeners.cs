using Slipway.Processes;

namespace Slipway.Deployments.Proof;

/// <summary>Who listens on a loopback port, as the kernel tells in /proc.</summary>
public static class LoopbackListeners
{
    private static readonly string[] Addresses = ["0100007F", "00000000", new('0', 32), "0000000000000000FFFF00000100007F"];

    /// <summary>For each socket that takes connections to 127.0.0.1:<paramref name="port"/>, the processes that hold it: none when they may not be looked into.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int port)
    {
        var inodes = Inodes(port, [.. File.ReadLines("/proc/net/tcp"), .. Lines("/proc/net/tcp6")]);
        if (inodes.Count == 0)
            return [];
        var holders = inodes.ToDictionary(inode => $"socket:[{inode}]", _ => new List<int>());
        foreach (var process in RunningProcesses.Ids())
            foreach (var socket in RunningProcesses.OpenFiles(process).Where(holders.ContainsKey).Distinct())
                holders[socket].Add(process);
        return [.. holders.Values];
    }

    /// <summary>Lines: sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode. st 0A listens; addresses are words in this machine's byte order.</summary>
    internal static IReadOnlyList<string> Inodes(int port, IEnumerable<string> lines) =>
    [
        .. from line in lines
           let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           where fields.Length > 9 && fields[3] == "0A" && Addresses.Any(address => fields[1] == $"{address}:{port:X4}")
           select fields[9],
    ];

    private static IEnumerable<string> Lines(string file) => File.Exists(file) ? File.ReadLines(file) : [];
}
