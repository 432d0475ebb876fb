using System.Globalization;
using System.Net;

namespace Slipway.Hosts.Observed.Network;

/// <summary>The one reader of /proc/net/tcp, tcp6, udp and udp6.</summary>
internal static class SocketTable
{
    private const string Listens = "0A";

    // A UDP socket that is not connected; a connected one is somebody's question, not an offer.
    private const string Unconnected = "07";

    /// <summary>Lines: sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode.</summary>
    public static IEnumerable<OpenSocket> Listening(string protocol, IEnumerable<string> lines) =>
        from line in lines
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length > 9 && fields[3] == (protocol.StartsWith("tcp", StringComparison.Ordinal) ? Listens : Unconnected)
        let colon = fields[1].IndexOf(':')
        select new OpenSocket(
            protocol[..3], Address(fields[1].AsSpan(0, colon)), int.Parse(fields[1].AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            unchecked((int)uint.Parse(fields[7], CultureInfo.InvariantCulture)), fields[9]);

    /// <summary>Words of 32 bits in this machine's byte order, the address's own order within each.</summary>
    private static IPAddress Address(ReadOnlySpan<char> hex)
    {
        var bytes = Convert.FromHexString(hex);
        if (BitConverter.IsLittleEndian)
            for (var word = 0; word < bytes.Length; word += 4)
                bytes.AsSpan(word, 4).Reverse();
        return new(bytes);
    }
}
