using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Cli.Output;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Events;
using Slipway.Hosts;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

/// <summary>What <c>status --json</c> and <c>releases --json</c> print of two hosts, and that docs/json.md names every field.</summary>
public class LookingJsonTest
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Status_of_hosts_that_are_well() => Golden.Matches(Printed(Status(
        new(Host("web1"), Proof()),
        new(Host("web2"), Proof() with { Differences = [] }))), "status-well");

    [Fact]
    public void Status_of_hosts_with_everything_wrong() => Golden.Matches(Printed(Status(All())), "status-wrong");

    [Fact]
    public void Status_before_the_first_deploy() => Golden.Matches(Printed(Status(
        new HostStatus(new HostTarget("local", HostTarget.AllRoles, Layout, new HostState { FreeBytes = 1 << 30 }), new ProveReply()))), "status-nothing");

    [Fact]
    public void Releases_of_two_hosts() => Golden.Matches(Printed(Releases()), "releases");

    [Fact]
    public void Releases_before_the_first_deploy() =>
        Golden.Matches(Printed(ReleasesCommand.Result("local", [new HostTarget("local", HostTarget.AllRoles, Layout, new HostState())])), "releases-none");

    [Fact]
    public void Documentation_names_the_fields_of_status() =>
        Assert.Equal(Documented("status"), Fields(Status([.. All(), new(Host("web3"), Proof())]).Data!).Order(StringComparer.Ordinal));

    [Fact]
    public void Documentation_names_the_fields_and_states_of_releases()
    {
        var releases = Releases();
        Assert.Equal(Documented("releases"), Fields(releases.Data!).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["failed", "good", "interrupted", "previous", "serving"],
            releases.Data!["releases"]!.AsArray().Select(r => (string)r!["state"]!).Distinct().Order(StringComparer.Ordinal));
    }

    private static HostLayout Layout => HostLayout.Server("shop", "production", "/srv/shop");

    private static HostStatus[] All() =>
    [
        new(Host("web1") with { State = Host("web1").State with { Holder = "ann@laptop runs deploy 6-66666666", Running = "t6", Alive = ["4-44444444 web", "3-33333333 web", "3-33333333 queue-1"] } },
            Proof() with { Contradiction = "the web server's entrance leads to release 3-33333333, not to 4-44444444", Differences = ["app.dll differs"] }),
        new(Host("web2"), Proof() with { Processes = [new("web", true, 0, null), new("queue-1", false, 4, "it does not run (failed, exit status 1)")] }),
    ];

    private static ProveReply Proof() => new()
    {
        Release = "4-44444444", WebAsked = true, Processes = [new("web", true, 0, null), new("queue-1", true, 2, null)],
    };

    private static HostTarget Host(string name) => new(name, HostTarget.AllRoles, Layout, new HostState
    {
        Serving = "4-44444444",
        Previous = "3-33333333",
        Transactions = [Made(1), Made(2) with { Committed = false, Outcome = TransactionOutcome.Undone }, Made(3) with { Who = null }, Made(4) with { Kind = "rollback", Gate = new() { Catalogue = [], Despite = new("the site is down", ["env.debug_off"]) } }, Made(5) with { Committed = false, Outcome = null, Ended = null }],
        Releases = name == "web1"
            ? [Described(1), Described(2) with { Commit = null }, Described(3) with { DirtyFiles = 2 }, Described(4), Described(5)]
            : [Described(3) with { DirtyFiles = 2 }, Described(4)],
        Dumps = name == "web1" ? ["3-33333333"] : [],
        FreeBytes = 12_345_678_901,
        Alive = ["4-44444444 web", "4-44444444 queue-1"],
    });

    private static TransactionRecord Made(int number) => new()
    {
        Id = $"t{number}", Kind = "deploy", Release = Release(number), Who = "ann@laptop", Began = Start.AddMinutes(number), Ended = Start.AddMinutes(number).AddSeconds(5.25),
        Committed = true, Outcome = TransactionOutcome.Done,
    };

    private static ReleaseDescription Described(int number) => new()
    {
        Release = Release(number), Manifest = "m", Identity = "i", Stack = "node", Settings = new(), Commit = new string((char)('a' + number), 40),
    };

    private static string Release(int number) => $"{number}-{new string((char)('0' + number), 8)}";

    private static ResultEvent Status(params HostStatus[] hosts)
    {
        var well = HostStatus.Agree(hosts) && hosts.All(h => h.IsWell);
        return StatusCommand.Result(new("status", well ? 0 : 3, well ? Outcome.Done : Outcome.Failed), "production", hosts);
    }

    private static ResultEvent Releases() => ReleasesCommand.Result("production", [Host("web1"), Host("web2")]);

    private static string Printed(ResultEvent result)
    {
        var text = new StringWriter();
        using (var output = new JsonOutput(text, new StillClock()))
            output.Emit(result);
        return text.ToString();
    }

    /// <summary>Names in the command's row of the table: the first in backticks, the others quoted.</summary>
    private static IEnumerable<string> Documented(string command)
    {
        var row = File.ReadLines(Golden.RepositoryPath("docs/json.md")).Single(line => line.StartsWith($"| `{command}` | `{command}` `[", StringComparison.Ordinal) || line.StartsWith($"| `{command}` | `hosts` `[", StringComparison.Ordinal));
        return Regex.Match(row, "\\| `(\\w+)` `\\[").Groups.Values.Skip(1).Concat(Regex.Matches(row, "\"(\\w+)\"").Select(m => m.Groups[1])).Select(g => g.Value).Distinct().Order(StringComparer.Ordinal);
    }

    private static HashSet<string> Fields(JsonNode node) => node switch
    {
        JsonObject o => [.. o.SelectMany(p => Fields(p.Value!).Prepend(p.Key))],
        JsonArray a => [.. a.SelectMany(n => Fields(n!))],
        _ => [],
    };
}
