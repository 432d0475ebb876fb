namespace Slipway.Deployments.Proof;

/// <summary>The listener of a Unix socket and the connections that it holds, as the kernel tells in /proc/net/unix.</summary>
public static class SocketConnections
{
    private const string Table = "/proc/net/unix";

    /// <summary>Of a listener: __SO_ACCEPTCON.</summary>
    private const string Listens = "00010000";

    public static int Count(string socketPath) => Count(socketPath, File.ReadLines(Table));

    /// <summary>False also when the file is there, but who listened has gone.</summary>
    public static bool HasListener(string socketPath) => Of(socketPath, File.ReadLines(Table)).Any(socket => socket.Flags == Listens);

    /// <summary>St 03 is connected; 02 is a connection that waits to be accepted.</summary>
    internal static int Count(string socketPath, IEnumerable<string> lines) =>
        Of(socketPath, lines).Count(socket => socket is { Flags: not Listens, State: "03" or "02" });

    /// <summary>Lines: Num RefCount Protocol Flags Type St Inode Path.</summary>
    private static IEnumerable<(string Flags, string State)> Of(string socketPath, IEnumerable<string> lines) =>
        from line in lines
        where line.EndsWith(socketPath, StringComparison.Ordinal)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length == 8 && fields[7] == socketPath
        select (fields[3], fields[5]);
}
