using Slipway.Problems;

namespace Slipway.Events;

/// <summary>A problem, told when it was found; the one that ended the command is repeated in <see cref="ResultEvent.Problem"/>.</summary>
public sealed record ProblemEvent(Problem Problem) : DeploymentEvent;
