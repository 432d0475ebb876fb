namespace Slipway.Cli.Commands;

/// <param name="Rotate">A key that gets a new secret; null = complete the file.</param>
internal sealed record PrepareOptions(string? Environment, string? Rotate);
