namespace Slipway.Hosts;

/// <param name="Version">The agent's release.</param>
/// <param name="ProcessId">On the host.</param>
/// <param name="User">Effective user id.</param>
/// <param name="HostName">The host's own name.</param>
public sealed record HelloReply(string Version, int ProcessId, int User, string HostName);
