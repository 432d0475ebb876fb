using System.Net;
using Slipway.Hosts.Observed.Network;
using Slipway.Processes;

namespace Slipway.Deployments.Proof;

/// <summary>Who listens on a loopback port, as the kernel tells in /proc.</summary>
public static class LoopbackListeners
{
    private static readonly IPAddress[] Addresses = [IPAddress.Loopback, IPAddress.Any, IPAddress.IPv6Any, IPAddress.Loopback.MapToIPv6()];

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

    internal static IReadOnlyList<string> Inodes(int port, IEnumerable<string> lines) =>
    [
        .. from socket in SocketTable.Listening("tcp", lines)
           where socket.Port == port && Addresses.Contains(socket.Address)
           select socket.Inode,
    ];

    private static IEnumerable<string> Lines(string file) => File.Exists(file) ? File.ReadLines(file) : [];
}
