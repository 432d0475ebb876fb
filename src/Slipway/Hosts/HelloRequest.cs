namespace Slipway.Hosts;

/// <summary>Asks an agent who it is; also proves that it answers.</summary>
public sealed record HelloRequest;
