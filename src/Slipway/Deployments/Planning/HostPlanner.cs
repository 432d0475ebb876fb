using System.Security.Cryptography;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Project;

namespace Slipway.Deployments.Planning;

/// <summary>Makes one host's plan around the description of the release that is to serve on it.</summary>
internal sealed class HostPlanner(AppEnvironment environment, HostTarget host, PlanOptions options)
{
    public required string Transaction { get; init; }

    /// <summary>deploy, rollback or rejoin.</summary>
    public required string Kind { get; init; }

    /// <summary>True when other hosts take part.</summary>
    public required bool Coordinated { get; init; }

    /// <summary>Twelve hex digits that no other transaction has.</summary>
    public static string NewTransaction() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    public HostPlan Plan(ReleaseDescription description, IReadOnlyList<Step> steps) => new()
    {
        Transaction = Transaction,
        Kind = Kind,
        Layout = host.Layout,
        Release = description.Release,
        Previous = host.State.Serving,
        RollbackOf = description.RollbackOf,
        Identity = description.Identity,
        Who = options.Who,
        JournalHead = host.State.JournalHead,
        Coordinated = Coordinated,
        DeployUser = environment.IsLocal ? null : environment.DeployUser,
        RunUser = environment.IsLocal ? null : environment.RunUser,
        Owner = OwnerRecord.Of(environment),
        Variables = description.Variables,
        Env = description.Env,
        Processes = description.Processes,
        PreviousProcesses = DeployPlanner.Serving(host)?.Processes ?? [],
        Health = description.Health,
        PreviousHealth = DeployPlanner.Serving(host)?.Health,
        Hold = options.HoldOn(host.Name),
        CommitWait = options.CommitWait ?? HostPlan.DefaultCommitWait,
        Steps = steps,
    };
}
