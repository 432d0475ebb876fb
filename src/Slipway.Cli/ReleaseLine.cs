using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Releases;

namespace Slipway.Cli;

/// <summary>A release for <c>slipway releases</c>: what the journals of all hosts tell of it.</summary>
internal sealed record ReleaseLine(string Release, TransactionRecord Made, ReleaseDescription? Description)
{
    /// <summary>serving, previous, good, failed, running or interrupted.</summary>
    public required string State { get; init; }

    /// <summary>Hosts on which it lies.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>A dump of the data before it is kept.</summary>
    public bool HasDump { get; init; }

    /// <summary>Newest first, by the journal.</summary>
    public static IReadOnlyList<ReleaseLine> Of(IReadOnlyList<HostTarget> hosts) =>
        [.. hosts.SelectMany(h => h.State.Transactions).GroupBy(t => t.Release).Reverse()
            .Select(made => Of(made.Key, made.Last(), hosts))
            .Where(line => line.Hosts.Count > 0)];

    public IReadOnlyList<string> Cells(int hosts, DateTimeOffset now) =>
    [
        Release, Made.Gate?.Despite is null ? State : $"{State}, despite checks", Quantity.Age(now - Made.Began), From, Made.Who ?? "", HasDump ? "yes" : "",
        .. hosts > 1 ? (string[])[Hosts.Count == hosts ? "all" : string.Join(", ", Hosts)] : [],
    ];

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["release"] = Release,
            ["state"] = State,
            ["kind"] = Made.Kind,
            ["began"] = Made.Began.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["dump"] = HasDump,
            ["hosts"] = new JsonArray([.. Hosts.Select(h => (JsonNode)h)]),
        };
        if (Made.Who is { } who)
            json["by"] = who;
        if (Made.Gate?.Despite is { } despite)
            json["despite"] = despite.ToString();
        if (Description?.Commit is { } commit)
            (json["commit"], json["dirtyFiles"]) = (commit, Description.DirtyFiles);
        return json;
    }

    private string From => Description?.Commit is not { } commit ? "no git"
        : Description.DirtyFiles == 0 ? commit[..8] : $"{commit[..8]} + {Quantity.Count(Description.DirtyFiles, "file")}";

    private static ReleaseLine Of(string release, TransactionRecord made, IReadOnlyList<HostTarget> hosts) =>
        new(release, made, hosts.SelectMany(h => h.State.Releases).FirstOrDefault(r => r.Release == release))
        {
            State = StateOf(release, made, hosts),
            Hosts = [.. hosts.Where(h => h.State.Releases.Any(r => r.Release == release)).Select(h => h.Name)],
            HasDump = hosts.Any(h => h.State.Dumps.Contains(release)),
        };

    private static string StateOf(string release, TransactionRecord made, IReadOnlyList<HostTarget> hosts) =>
        hosts.Any(h => h.State.Serving == release) ? "serving"
        : hosts.Any(h => h.State.Previous == release) ? "previous"
        : made.IsGood ? "good"
        : made.Outcome is not null ? "failed"
        : hosts.Any(h => h.State.Holder is not null) ? "running" : "interrupted";
}
