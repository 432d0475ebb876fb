namespace Slipway.Cli.Commands;

/// <param name="Release">Null = the release that served before.</param>
internal sealed record RollbackOptions(string? Environment, string? Release, bool Data, bool OldSecrets, bool Wait);
