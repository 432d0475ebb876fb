using Slipway.Deployments.Sessions;
using Slipway.EnvFiles;
using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>A host that a plan is made for.</summary>
/// <param name="Name">As the project file names it; "local" for this machine.</param>
/// <param name="State">What was found on it.</param>
public sealed record HostTarget(string Name, IReadOnlyList<string> Roles, HostLayout Layout, HostState State)
{
    /// <summary>Those of <see cref="HostState.EnvKeys"/>.</summary>
    public EnvFingerprints EnvFingerprints { get; init; } = EnvFingerprints.New();

    public bool IsWeb => Roles.Contains("web");
    public bool IsWorker => Roles.Contains("worker");
    public bool Migrates => Roles.Contains("migrate");

    public static IReadOnlyList<string> AllRoles { get; } = ["web", "worker", "migrate"];

    public static HostLayout LayoutOf(AppEnvironment environment) => HostLayout.Server(environment.App, environment.Name, environment.Root);
}
