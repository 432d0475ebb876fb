namespace Slipway.Checks.Project.Dependencies;

/// <summary>The checks of packages and runtimes, once each.</summary>
internal static class DependencyChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new LockPresent(),
        new LockInStep(),
        new NoDebugPackages(),
        new RuntimeSupported(),
        new NoAdvisories(),
        new BuildToolsInstalled(),
    ];
}
