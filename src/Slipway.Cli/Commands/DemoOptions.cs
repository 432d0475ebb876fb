namespace Slipway.Cli.Commands;

/// <param name="Folder">Null = a new temporary folder.</param>
internal sealed record DemoOptions(bool Keep, string? Folder);
