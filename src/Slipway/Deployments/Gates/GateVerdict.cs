using Slipway.Checks;

namespace Slipway.Deployments.Gates;

/// <summary>What stops a deploy, and what would if it were new.</summary>
/// <param name="Stopping">With nothing but their new evidence.</param>
/// <param name="Known">Those that the serving release has, too.</param>
/// <param name="Unjudged">Those of checks that there were not when the serving release was deployed.</param>
public sealed record GateVerdict(IReadOnlyList<Finding> Stopping, IReadOnlyList<Finding> Known, IReadOnlyList<Finding> Unjudged);
