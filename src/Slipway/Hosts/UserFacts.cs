namespace Slipway.Hosts;

/// <summary>A user of a host.</summary>
public sealed record UserFacts(int Id, int Group, string Home, string Shell);
