using System.Net;

namespace Slipway.Hosts.Observed.Network;

/// <param name="Inode">By which the processes that hold it are found: socket:[1234].</param>
internal sealed record OpenSocket(string Protocol, IPAddress Address, int Port, int User, string Inode);
