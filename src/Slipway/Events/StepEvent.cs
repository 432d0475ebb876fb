namespace Slipway.Events;

/// <summary>A step of a plan changed its state on one host.</summary>
/// <param name="Id">The step's stable name (<c>upload</c>, <c>switch</c>); the same on every host.</param>
/// <param name="Host">The host as the project file names it; null = this machine or the whole deployment.</param>
/// <param name="Title">What a person reads: "Upload the release".</param>
/// <param name="Ms">How long it took, milliseconds; null while it runs.</param>
/// <param name="Detail">One line of evidence: "3 of 4,714 files, 12.4 kB".</param>
public sealed record StepEvent(
    string Id, string? Host, string Title, StepState State, long? Ms = null, string? Detail = null) : DeploymentEvent;
