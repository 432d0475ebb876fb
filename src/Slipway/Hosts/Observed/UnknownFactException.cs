namespace Slipway.Hosts.Observed;

/// <summary>A reader cannot say anything. The message is the reason, for a person.</summary>
internal sealed class UnknownFactException(string reason) : Exception(reason);
