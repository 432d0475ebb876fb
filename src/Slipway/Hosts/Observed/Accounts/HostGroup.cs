namespace Slipway.Hosts.Observed.Accounts;

/// <summary>A group of a host.</summary>
/// <param name="Members">Those that its line names; who has it as first group is not among them.</param>
public sealed record HostGroup(string Name, int Gid, IReadOnlyList<string> Members);
