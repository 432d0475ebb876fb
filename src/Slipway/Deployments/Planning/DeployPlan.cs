using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Deployments.Gates;
using Slipway.Deployments.Plans;

namespace Slipway.Deployments.Planning;

/// <summary>What a command would do on all hosts, as data.</summary>
public sealed record DeployPlan
{
    public required string Environment { get; init; }

    /// <summary>One per host, in the order of the project file.</summary>
    public required IReadOnlyList<PlannedHost> Hosts { get; init; }

    public required string Release { get; init; }

    /// <summary>Null when the app has no way to migrate, or in a rollback.</summary>
    public PlannedMigrations? Migrations { get; init; }

    /// <summary>One per host, in the same order; empty in a rollback, whose env is made on the hosts.</summary>
    public IReadOnlyList<PlannedEnv> Envs { get; init; } = [];

    /// <summary>Things that a person should know before saying yes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True when every host already serves exactly this.</summary>
    public bool NothingToDo { get; init; }

    /// <summary>The same plan, with what the checks said of the release.</summary>
    public DeployPlan With(GateRecord? gate) => this with { Hosts = [.. Hosts.Select(h => h with { Plan = h.Plan with { Gate = gate } })] };

    /// <summary>Twelve hex digits that change with anything the plan would do or was made for: content, settings, env, journal head, serving release, migrations, rendered files.</summary>
    public string Id
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var host in Hosts)
                hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(host.Plan with { Transaction = "", Who = "", Gate = null, Hold = null }, DeploymentsJson.Default.HostPlan));
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
        }
    }
}

/// <param name="Host">Name in the project file.</param>
public sealed record PlannedHost(string Host, HostPlan Plan);
