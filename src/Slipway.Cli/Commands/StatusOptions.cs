namespace Slipway.Cli.Commands;

/// <param name="Environment">Null = the only one.</param>
internal sealed record StatusOptions(string? Environment);
