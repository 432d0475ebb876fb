namespace Slipway.Cli.Commands;

/// <param name="Words">The words after <c>--</c>; empty when there were none.</param>
internal sealed record ExecOptions(string? Environment, string? Host, IReadOnlyList<string> Words);
