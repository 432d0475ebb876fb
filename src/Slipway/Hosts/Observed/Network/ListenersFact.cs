using System.Net;

namespace Slipway.Hosts.Observed.Network;

/// <summary>Everything that takes connections or packets over the network.</summary>
public sealed record ListenersQuestion : Question<ListenersFact>;

public sealed record ListenersFact(IReadOnlyList<Listener> Listeners) : Fact;

/// <param name="Protocol">tcp or udp.</param>
/// <param name="Address">0.0.0.0, ::, 127.0.0.1.</param>
/// <param name="User">Whose socket it is.</param>
/// <param name="Processes">Who holds it; empty when they may not be looked into.</param>
public sealed record Listener(string Protocol, string Address, int Port, string User, IReadOnlyList<ListenerProcess> Processes)
{
    /// <summary>True when only this host reaches it.</summary>
    public bool IsLoopback => IPAddress.Parse(Address) is var ip && IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
}

/// <param name="Name">As the kernel shows it: nginx, sshd.</param>
/// <param name="Unit">The unit it belongs to: nginx.service.</param>
public sealed record ListenerProcess(int Id, string Name, string? Unit);
