namespace Slipway.Cli.Commands;

/// <param name="Host">Null = the first.</param>
internal sealed record SshOptions(string? Environment, string? Host);
