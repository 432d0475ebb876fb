namespace Slipway.Checks.Project.Source;

/// <summary>A path that differs from the last commit.</summary>
/// <param name="Path">Relative to the project's folder.</param>
/// <param name="IsUntracked">Git neither tracks nor ignores it.</param>
public sealed record GitChange(string Path, bool IsUntracked);
