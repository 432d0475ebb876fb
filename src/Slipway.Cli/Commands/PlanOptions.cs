namespace Slipway.Cli.Commands;

/// <param name="Ref">A git ref instead of the working tree.</param>
internal sealed record PlanOptions(string? Environment, string? Ref, bool AllowDestructive);
