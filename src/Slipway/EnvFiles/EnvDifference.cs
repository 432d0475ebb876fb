namespace Slipway.EnvFiles;

/// <summary>A line that not all programs read like the app's own.</summary>
/// <param name="Key">Null when the app's reader sees no variable there.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Kind">What in the line makes the difference.</param>
/// <param name="Dialects">Those that read it differently, in the order of <see cref="EnvDialect"/>.</param>
public sealed record EnvDifference(string? Key, int Line, int Column, EnvDifferenceKind Kind, IReadOnlyList<EnvDialect> Dialects);
