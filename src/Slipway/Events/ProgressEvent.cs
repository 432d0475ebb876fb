namespace Slipway.Events;

/// <summary>How far a running step is on one host.</summary>
/// <param name="Id">The step's stable name.</param>
/// <param name="Unit"><c>bytes</c>, <c>files</c>, <c>connections</c> …: bytes are shown as kB and MB.</param>
public sealed record ProgressEvent(string Id, string? Host, long Done, long Total, string Unit) : DeploymentEvent;
