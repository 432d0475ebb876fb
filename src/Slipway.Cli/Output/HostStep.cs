using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>One step on one host as the board shows it.</summary>
/// <param name="Started">Clock timestamp at which the board heard of it.</param>
internal sealed record HostStep(string? Host, StepState State, long Started)
{
    public long? Ms { get; init; }

    public string? Detail { get; init; }

    public ProgressEvent? Progress { get; init; }

    public bool IsRunning => State == StepState.Started;
}
