using Slipway.Checks;
using Slipway.Deployments.Planning;

namespace Slipway.Deployments.Gates;

/// <summary>What is known of the findings that the serving release has: from its record, and from what this deploy does not change.</summary>
public sealed record ServingFindings
{
    /// <summary>Null = nothing serves, or it was deployed without a record.</summary>
    public GateRecord? Record { get; init; }

    /// <summary>The release has the content that serves: what is found in the source is there already.</summary>
    public bool SameContent { get; init; }

    /// <summary>Keys of the env file whose values serve already.</summary>
    public IReadOnlySet<string> SameKeys { get; init; } = new HashSet<string>();

    /// <summary>On several hosts only what holds on each of them that serves anything.</summary>
    public static ServingFindings Of(ReleaseSource source, IReadOnlyList<HostTarget> hosts, IReadOnlyList<PlannedEnv> envs)
    {
        var serving = hosts.Zip(envs).Where(h => h.First.State.Serving is not null).ToList();
        if (serving.Count == 0)
            return new();
        return new()
        {
            Record = Together([.. serving.Select(h => RecordOf(h.First))]),
            SameContent = serving.All(h => DeployPlanner.Serving(h.First)?.Manifest == source.Manifest.Id.ToString()),
            SameKeys = serving.Select(h => SameKeysOn(source, h.First, h.Second)).Aggregate((one, other) => [.. one.Intersect(other)]),
        };
    }

    /// <summary>The record of the release that serves on a host; null = there is none.</summary>
    public static GateRecord? RecordOf(HostTarget host) => RecordOf(host, host.State.Serving);

    internal static GateRecord? RecordOf(HostTarget host, string? release) =>
        host.State.Transactions.LastOrDefault(t => t.Release == release && t.Gate is not null)?.Gate;

    internal bool Has(GateFinding finding) =>
        Record?.Findings.Any(f => f.Check == finding.Check && f.Subject == finding.Subject && f.Severity >= finding.Severity) == true;

    private static GateRecord? Together(IReadOnlyList<GateRecord?> records) => records.Contains(null) ? null : records[0]! with
    {
        Catalogue = [.. records.SelectMany(r => r!.Catalogue).Distinct()],
        Findings = [.. records[0]!.Findings.Where(f => records.All(r => r!.Findings.Contains(f)))],
    };

    // What lies on the host for new releases may have been pushed after the deploy: then it does not serve.
    private static HashSet<string> SameKeysOn(ReleaseSource source, HostTarget host, PlannedEnv env) =>
        env.Kind is PlannedEnvKind.Same or PlannedEnvKind.Changed or PlannedEnvKind.Rewritten && DeployPlanner.Serving(host)?.Env == host.State.Env
            ? [.. source.EnvEntries.Select(e => e.Key).Except(env.Changes.Select(c => c.Key))]
            : [];
}
