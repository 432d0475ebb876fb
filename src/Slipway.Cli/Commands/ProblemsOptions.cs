namespace Slipway.Cli.Commands;

/// <param name="Code">A problem's code or what stands before its dot; null = all.</param>
internal sealed record ProblemsOptions(string? Code);
