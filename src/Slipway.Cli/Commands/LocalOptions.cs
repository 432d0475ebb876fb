namespace Slipway.Cli.Commands;

/// <param name="Folder">For <see cref="LocalVerb.Supervise"/>: the state folder of the local target.</param>
internal sealed record LocalOptions(LocalVerb Verb, string? Folder);
