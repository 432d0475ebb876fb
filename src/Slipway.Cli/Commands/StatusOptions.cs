namespace Slipway.Cli.Commands;

/// <param name="Environment">Null = the only one.</param>
/// <param name="Deep">Compare every file too.</param>
internal sealed record StatusOptions(string? Environment, bool Deep = false);
