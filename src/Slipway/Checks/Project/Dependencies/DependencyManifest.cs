namespace Slipway.Checks.Project.Dependencies;

/// <summary>What one file says about the packages that the project needs, with its lock.</summary>
/// <param name="Path">The file that people write: composer.json, package.json, requirements.txt, a project file of .NET.</param>
public sealed record DependencyManifest(Ecosystem Ecosystem, string Path)
{
    /// <summary>The lock, relative to the project; null when there is none. A requirements file of pins is its own lock.</summary>
    public string? Lock { get; init; }

    /// <summary>A lock that lies in the folder and that git ignores; null without one.</summary>
    public string? IgnoredLock { get; init; }

    /// <summary>Names that a lock may have; the first is the usual one.</summary>
    public IReadOnlyList<string> LockNames { get; init; } = [];

    /// <summary>False where versions are exact without one.</summary>
    public bool NeedsLock { get; init; } = true;

    public IReadOnlyList<Wanted> Wanted { get; init; } = [];

    /// <summary>What the lock fixes; empty where it was not read.</summary>
    public IReadOnlyList<Package> Packages { get; init; } = [];

    /// <summary>Packages without an exact version where a file of pins is the lock.</summary>
    public IReadOnlyList<Wanted> Unpinned { get; init; } = [];

    /// <summary>How the lock differs from what is asked for, one sentence each; empty = it does not.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Why the two could not be compared; null when they were.</summary>
    public string? NotCompared { get; init; }

    /// <summary>What the project asks of the runtime itself: product and range.</summary>
    public IReadOnlyList<RuntimeUse> Runtimes { get; init; } = [];
}
