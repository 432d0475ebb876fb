namespace Slipway.Checks.Project.Source.EnvReads;

/// <param name="End">Where the search goes on.</param>
internal readonly record struct ReadMatch(string Key, EnvReadKind Kind, int End);
