namespace Slipway.Cli.Commands;

/// <param name="Check">A check's id or group; null = all.</param>
internal sealed record ChecksOptions(string? Check);
