namespace Slipway.Events;

/// <summary>The last known state of a step on one host.</summary>
public sealed record StepResult(string Id, string? Host, StepState Outcome, long? Ms);
