namespace Slipway.Cli.Commands;

/// <param name="Stack">Null = recognise it.</param>
internal sealed record InitOptions(string? Stack, bool Force);
