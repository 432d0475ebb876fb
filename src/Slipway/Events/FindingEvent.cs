using Slipway.Checks;

namespace Slipway.Events;

/// <summary>How a check ended, told as it ended; the result repeats all of them, worst first.</summary>
public sealed record FindingEvent(Finding Finding) : DeploymentEvent;
