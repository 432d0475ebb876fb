namespace Slipway.Cli.Commands;

/// <param name="Lines">Lines from the end.</param>
internal sealed record LogsOptions(string? Environment, string? Source, string? Host, bool Follow, int Lines);
