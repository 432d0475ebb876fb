namespace Slipway.Cli.Commands;

/// <param name="Lines">Entries from the end.</param>
internal sealed record JournalOptions(string? Environment, string? Host, int Lines);
