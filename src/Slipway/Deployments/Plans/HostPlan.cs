using System.Text.Json.Serialization;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Gates;
using Slipway.Deployments.Releases;
using Slipway.Hosts;

namespace Slipway.Deployments.Plans;

/// <summary>
/// Everything that one host does in one transaction, as data: the client makes it, <c>plan</c> prints it, the host runs it,
/// the journal records it. It holds no secret.
/// </summary>
public sealed record HostPlan
{
    /// <summary>Version of this shape; a host refuses another one.</summary>
    public int Format { get; init; } = CurrentFormat;

    public const int CurrentFormat = 1;

    /// <summary>Identifies the transaction, the same on all hosts of it.</summary>
    public required string Transaction { get; init; }

    /// <summary>deploy, rollback or rejoin.</summary>
    public required string Kind { get; init; }

    public required HostLayout Layout { get; init; }

    /// <summary>The release that is made: number and the first eight digits of its content's digest ("17-3fa9c2d1").</summary>
    public required string Release { get; init; }

    /// <summary>The release that serves now; null on a first deploy.</summary>
    public string? Previous { get; init; }

    /// <summary>Of a rollback: the release that first brought the content; null otherwise.</summary>
    public string? RollbackOf { get; init; }

    /// <summary>Digest of content, env and settings: two releases with the same one do not differ.</summary>
    public required string Identity { get; init; }

    /// <summary>Who asked, as user@machine.</summary>
    public required string Who { get; init; }

    /// <summary>What the checks said of the release; null = they were not asked. No part of the plan's id.</summary>
    public GateRecord? Gate { get; init; }

    /// <summary>The journal's head that the plan was made for; another one means the plan is stale.</summary>
    public long JournalHead { get; init; }

    /// <summary>True with several hosts: a phase begins only when the client says so, and the commit is awaited.</summary>
    public bool Coordinated { get; init; }

    /// <summary>With several hosts: how long after the soak a commit is awaited before this host undoes by itself.</summary>
    public TimeSpan CommitWait { get; init; } = DefaultCommitWait;

    public static TimeSpan DefaultCommitWait { get; } = TimeSpan.FromSeconds(30);

    /// <summary>User that owns code and env on the host; null on <c>local</c>.</summary>
    public string? DeployUser { get; init; }

    /// <summary>User that runs the app; null on <c>local</c>.</summary>
    public string? RunUser { get; init; }

    /// <summary>Whose the folders are and how the environment is set, kept on the host with the commit; null on <c>local</c>.</summary>
    public OwnerRecord? Owner { get; init; }

    /// <summary>The stack's variables for every command and process, placeholders already replaced.</summary>
    public ReleaseDefaults Variables { get; init; } = new();

    /// <summary>Fingerprint of the env file that belongs to the release; null = the app has none.</summary>
    public string? Env { get; init; }

    /// <summary>Processes of the release, web first.</summary>
    public IReadOnlyList<PlannedProcess> Processes { get; init; } = [];

    /// <summary>Processes of the release that served before: what an undo starts again.</summary>
    public IReadOnlyList<PlannedProcess> PreviousProcesses { get; init; } = [];

    /// <summary>Null on a host that has no web role.</summary>
    public HealthProbe? Health { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>For fault drills: "step:before", "step:inside", "step:after" or "step:undo" at which the transaction stands still until it is killed or cancelled.</summary>
    public string? Hold { get; init; }
}

/// <param name="Name">web, queue-1 …</param>
/// <param name="StopTimeout">How long it may take to finish after its stop signal.</param>
public sealed record PlannedProcess(string Name, TimeSpan StopTimeout)
{
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>Name of its systemd template, without the instance; null on <c>local</c> and of releases made with <see cref="HostLayout.OlderUnitName"/>.</summary>
    public string? Unit { get; init; }

    /// <summary>Its template on a server.</summary>
    public string UnitOn(HostLayout layout) => Unit ?? layout.OlderUnitName(Name);

    /// <summary>The template of the bridge from the release's socket to its port, beside the web's own.</summary>
    public string PortUnitOn(HostLayout layout) => $"{UnitOn(layout)[..^Name.Length]}port";

    /// <summary>True when it listens on a loopback port behind a bridge (systemd-socket-proxyd, or the local server) instead of the release's socket.</summary>
    public bool Port { get; init; }

    [JsonIgnore]
    public bool IsWeb => Name == Web;

    public const string Web = "web";
}

/// <summary>How the app is asked whether it is well, through nginx's private entrances.</summary>
/// <param name="Host">The Host header: the public name, with the port unless it is the scheme's own.</param>
/// <param name="Scheme">http or https, as the public address has it.</param>
/// <param name="HasProcess">False for static files: then a marker file in the release proves which one serves.</param>
public sealed record HealthProbe(string Path, int Expect, TimeSpan Timeout, string Host, string Scheme, bool HasProcess)
{
    /// <summary>Pages asked before the switch so that caches are warm; failures of these do not count.</summary>
    public IReadOnlyList<string> WarmUp { get; init; } = [];
}
