using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Running;

namespace Slipway.Hosts.Observed.Network;

internal static class ListenersReader
{
    public static ListenersFact Read(HostView host)
    {
        var holders = ProcessScan.Of(host).SelectMany(process => process.Sockets.Select(inode => (inode, process))).ToLookup(p => p.inode, p => p.process);
        return new(
        [
            .. from protocol in (string[])["tcp", "tcp6", "udp", "udp6"]
               from socket in SocketTable.Listening(protocol, host.Lines($"/proc/net/{protocol}"))
               orderby socket.Protocol, socket.Port, socket.Address.ToString()
               select new Listener(
                   socket.Protocol, socket.Address.ToString(), socket.Port, OwnerNames.User(socket.User, host),
                   [.. holders[socket.Inode].Select(process => new ListenerProcess(process.Id, process.Name, process.Unit))]),
        ]);
    }
}
