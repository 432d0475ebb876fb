namespace Slipway.Hosts.Observed.Network;

/// <summary>Whom the host asks for names.</summary>
public sealed record ResolverQuestion : Question<ResolverFact>;

/// <param name="Servers">Of /etc/resolv.conf.</param>
/// <param name="Upstream">Whom systemd-resolved asks when it is the server; else empty.</param>
/// <param name="Order">Of nsswitch.conf: files, dns, resolve.</param>
public sealed record ResolverFact(IReadOnlyList<string> Servers, IReadOnlyList<string> Upstream, IReadOnlyList<string> Order) : Fact;
