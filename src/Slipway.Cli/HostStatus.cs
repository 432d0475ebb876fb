using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Gates;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>What <c>status</c> knows of one host: what is on it, and what it proved.</summary>
internal sealed record HostStatus(HostTarget Host, ProveReply Proof)
{
    /// <summary>Something serves and nothing contradicts it.</summary>
    public bool IsWell => Proof is { Release: not null, Contradiction: null, Differences: null or { Count: 0 } } && Proof.Processes.All(p => p.Wrong is null);

    /// <summary>What is not as it should be, in words; empty when <see cref="IsWell"/>.</summary>
    public IReadOnlyList<string> Wrong =>
    [
        .. Proof.Release is null ? ["nothing is deployed there"] : (IReadOnlyList<string>)[],
        .. Proof.Contradiction is { } contradiction ? [contradiction] : (IReadOnlyList<string>)[],
        .. Proof.Processes.Where(p => p.Wrong is not null && !(p.Name == "web" && Proof.Contradiction is not null)).Select(p => $"{p.Name}: {p.Wrong}"),
        .. Proof.Differences ?? [],
    ];

    /// <summary>Has every host prove what serves; in the order of the sessions, which is that of <paramref name="hosts"/>.</summary>
    /// <param name="deep">Every file, too.</param>
    public static async Task<IReadOnlyList<HostStatus>> AskAsync(AppEnvironment environment, IReadOnlyList<HostTarget> hosts, HostSessions sessions, bool deep, CancellationToken cancel)
    {
        var request = new ProveRequest(HostTargets.LayoutOf(environment), environment.DeployUser, environment.RunUser) { Deep = deep };
        var proofs = await Task.WhenAll(sessions.All.Select(s => s.ProveAsync(request, cancel)));
        return [.. hosts.Zip(proofs, (host, proof) => new HostStatus(host, proof))];
    }

    private IReadOnlyList<string> Finishing => [.. Host.State.Alive.Select(a => a.Split(' ')[0]).Distinct().Where(r => r != Proof.Release)];

    /// <summary>All serve the same release.</summary>
    public static bool Agree(IReadOnlyList<HostStatus> all) => all.Select(s => s.Proof.Release).Distinct().Count() == 1;

    /// <summary>One sentence over all hosts.</summary>
    public static string Summary(string environment, IReadOnlyList<HostStatus> all)
    {
        var serving = all.Select(s => s.Proof.Release).Distinct().ToList();
        if (serving is [null])
            return $"nothing is deployed to {environment}; asked";
        if (!Agree(all))
            return $"the hosts of {environment} serve different releases; asked";
        return all.All(s => s.IsWell) ? $"{serving[0]} serves {environment}, proven" : $"{serving[0]} is to serve {environment}, but something is wrong; asked";
    }

    public void Tell(IOutput output, DateTimeOffset now)
    {
        output.Line($"{Host.Name}  {Proof.Release ?? "nothing deployed"}");
        var rows = new List<IReadOnlyList<string>>();
        if (Proof.Release is { } release)
        {
            if (Host.State.Transactions.LastOrDefault(t => t.Release == release && t.Committed) is { } made)
                rows.Add(["since", $"{made.Ended ?? made.Began:yyyy-MM-dd HH:mm:ss} UTC ({Quantity.Age(now - (made.Ended ?? made.Began))} ago), {made.Kind} by {made.Who ?? "unknown"}"]);
            if (ServingFindings.RecordOf(Host)?.Despite is { } despite)
                rows.Add(["checks", $"deployed {despite}"]);
            rows.Add(["web", !Proof.WebAsked ? "this host has no web role" : Proof.Contradiction ?? "proven: the site answers from this release"]);
            rows.AddRange(Proof.Processes.Select(p => (IReadOnlyList<string>)[p.Name, p.Wrong ?? ("runs" + (p.Restarts > 0 ? $", started again {Quantity.Count(p.Restarts, "time")}" : ""))]));
            if (Proof.Differences is { } differences)
                rows.Add(["files", differences.Count == 0 ? "every file is as it was deployed" : string.Join("; ", differences.Take(3)) + (differences.Count > 3 ? $" and {differences.Count - 3} more" : "")]);
        }

        if (Finishing.Count > 0)
            rows.Add(["finishing", string.Join(", ", Finishing)]);
        rows.Add(["lock", Host.State.Holder ?? "free"]);
        rows.Add(["disk", $"{Quantity.Bytes(Host.State.FreeBytes)} free"]);
        output.Table(new OutputTable([], rows));
    }

    public JsonObject ToJson()
    {
        var made = Host.State.Transactions.LastOrDefault(t => t.Release == Proof.Release && t.Committed);
        var json = new JsonObject { ["host"] = Host.Name, ["well"] = IsWell };
        Add(json, "release", Proof.Release);
        Add(json, "since", made is null ? null : (made.Ended ?? made.Began).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        Add(json, "by", made?.Who);
        Add(json, "despite", ServingFindings.RecordOf(Host)?.Despite?.ToString());
        Add(json, "contradiction", Proof.Contradiction);
        json["processes"] = new JsonArray([.. Proof.Processes.Select(Process)]);
        if (Proof.Differences is { } differences)
            json["differences"] = Texts(differences);
        json["finishing"] = Texts(Finishing);
        Add(json, "lock", Host.State.Holder);
        Add(json, "transaction", Host.State.Running);
        json["freeBytes"] = Host.State.FreeBytes;
        return json;
    }

    private static JsonObject Process(ProcessReport process)
    {
        var json = new JsonObject { ["name"] = process.Name, ["running"] = process.Running, ["restarts"] = process.Restarts };
        Add(json, "wrong", process.Wrong);
        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
