namespace Slipway.Lab;

/// <summary>What is written down of a network: where its machines are, and, when it outlives its maker, the boot it belongs to.</summary>
internal sealed record NetworkState(string Root, string? KeptInBoot);
