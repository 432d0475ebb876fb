namespace Slipway.Deployments.Proof;

/// <summary>Counts the connections that a Unix socket's listener holds, as the kernel tells in /proc/net/unix.</summary>
public static class SocketConnections
{
    public static int Count(string socketPath) => Count(socketPath, File.ReadLines("/proc/net/unix"));

    /// <summary>Lines: Num RefCount Protocol Flags Type St Inode Path. St 03 is connected; the listener itself has flag 00010000; 02 is a connection that waits to be accepted.</summary>
    internal static int Count(string socketPath, IEnumerable<string> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            if (!line.EndsWith(socketPath, StringComparison.Ordinal))
                continue;
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 8 && fields[7] == socketPath && fields[3] != "00010000" && fields[5] is "03" or "02")
                count++;
        }

        return count;
    }
}
