namespace Slipway.Cli.Commands;

/// <param name="PlanId">Apply exactly this plan or refuse.</param>
/// <param name="Ref">A git ref instead of the working tree.</param>
internal sealed record DeployOptions(
    string? Environment, string? PlanId, string? Ref, bool Force, bool Wait, bool AllowDestructive, bool CreateUsers);
