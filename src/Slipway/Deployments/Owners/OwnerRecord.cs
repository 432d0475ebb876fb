using System.Text.Json.Serialization;
using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Deployments.Owners;

/// <summary>
/// Whose the folders, state and units of an app environment on a host are, and how it was set when it was last deployed. It lies in
/// the state folder and in the app's root.
/// </summary>
/// <param name="Root">The app's folder.</param>
public sealed record OwnerRecord(string App, string Environment, string Root)
{
    public string? DeployUser { get; init; }
    public string? RunUser { get; init; }

    /// <summary>What the site answers to: host names, each with its port unless that is the scheme's own.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>All hosts of the environment, as the project file named them.</summary>
    public IReadOnlyList<OwnerHost> Hosts { get; init => field = value ?? []; } = [];

    /// <summary>Null for <c>local</c>, whose folders are the project's.</summary>
    public static OwnerRecord? Of(AppEnvironment environment) => environment.IsLocal ? null : new(environment.App, environment.Name, environment.Root)
    {
        DeployUser = environment.DeployUser,
        RunUser = environment.RunUser,
        Names = environment.Served,
        Hosts = [.. environment.Hosts.Select(h => new OwnerHost(h.ToString(), h.Roles))],
    };

    [JsonIgnore]
    public string Key => $"{App}-{Environment}";

    public bool Owns(HostLayout layout) => (App, Environment) == (layout.App, layout.Environment);

    /// <summary>For people.</summary>
    public override string ToString() => $"{App} {Environment}";
}

/// <param name="Name">As the project file named it.</param>
public sealed record OwnerHost(string Name, IReadOnlyList<string> Roles);
