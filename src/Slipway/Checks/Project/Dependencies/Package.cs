namespace Slipway.Checks.Project.Dependencies;

/// <summary>A package that a lock file fixes.</summary>
/// <param name="Version">As the lock has it, without a leading <c>v</c>.</param>
/// <param name="IsDev">Only for development.</param>
public sealed record Package(string Name, string Version, bool IsDev);
