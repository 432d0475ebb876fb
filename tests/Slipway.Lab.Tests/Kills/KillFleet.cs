using Slipway.Deployments.Journals;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
using Slipway.Lab.Tests.Harness;

namespace Slipway.Lab.Tests.Kills;

/// <summary>The hosts of a kill matrix and the site on them, with time limits short enough to wait for.</summary>
public sealed class KillFleet : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly HostLayout _layout;

    private KillFleet(SampleSite site)
    {
        Site = site;
        _layout = HostLayout.Server(site.App, site.Environment, $"/srv/{site.App}");
    }

    public SampleSite Site { get; }

    public IReadOnlyList<LabHost> Hosts => Site.Hosts;

    /// <summary>Starts hosts that survive power cuts, and deploys version 1.</summary>
    /// <param name="hasDatabase">Each deploy dumps the guest book.</param>
    public static async Task<KillFleet> StartAsync(DeployFixture fixture, string name, int hosts, bool hasDatabase = false)
    {
        var started = await Task.WhenAll(Enumerable.Range(1, hosts).Select(n => fixture.StartWebHostAsync($"{name}{n}", HostDisk.Ext4)));
        foreach (var host in started)
            await File.AppendAllTextAsync(Path.Combine(host.RootPath, "etc/environment"), "SLIPWAY_PING_INTERVAL=1\nSLIPWAY_SILENCE_LIMIT=8\n");
        var site = fixture.Site(started);
        site.HasDatabase = hasDatabase;
        if (hosts > 1)
            site.Env("GREETING=hello", "MIGRATE_AT_START=1");
        site.Soak = "500ms";
        site.Drain = "1s";
        site.Variables["SLIPWAY_PING_INTERVAL"] = "1";
        site.Variables["SLIPWAY_SILENCE_LIMIT"] = "8";
        site.Variables["SLIPWAY_COMMIT_WAIT"] = "8";
        (await site.DeployAsync()).Expect(0);
        var fleet = new KillFleet(site);
        await fleet.SettleAsync();
        return fleet;
    }

    /// <summary>Ids of the steps of the last transaction on a host, in order.</summary>
    public IReadOnlyList<string> Steps(int host) => Last(host).Started;

    /// <summary>Begins a deploy that stands still on one host at that point, and waits until it does.</summary>
    public Task<SlipwayProcess> DeployHeldAsync(int host, string step, string point) => HeldAsync(host, step, point, () => Site.StartDeployAsync());

    /// <summary>Begins a command that stands still on one host at that point, and waits until it does.</summary>
    public async Task<SlipwayProcess> HeldAsync(int host, string step, string point, Func<Task<SlipwayProcess>> begin)
    {
        var before = Entries(host).Count == 0 ? 0 : Entries(host)[^1].Number;
        Site.Variables["SLIPWAY_HOLD"] = $"{step}:{point}@root@{Hosts[host].Address}";
        var client = await begin();
        Site.Variables.Remove("SLIPWAY_HOLD");
        await UntilAsync(
            () => Entries(host) is [.., { Event: JournalEvent.Note } last] && last.Number > before && last.Step == step && last.Detail == StepContext.HeldPrefix + point,
            $"the hold {step}:{point}", client);
        return client;
    }

    /// <summary>Waits until no transaction is open on any host: nobody helps. One that has not yet written its begin shows by its unit only.</summary>
    public Task SettleAsync() => UntilAsync(
        async () => Enumerable.Range(0, Hosts.Count).All(h => Last(h).Outcome is not null) && await NoneRunsAsync(), "the end of the transactions");

    private async Task<bool> NoneRunsAsync()
    {
        var units = await Task.WhenAll(Hosts.Select(h => h.ExecAsync("systemctl", "list-units", "--no-legend", "slipway-tx-*")));
        return units.All(u => u.Exit == 0 && string.IsNullOrWhiteSpace(u.Out));
    }

    /// <summary>Waits until the host's journal has gone on since it stood still.</summary>
    public Task MovedAsync(int host) =>
        UntilAsync(() => Entries(host)[^1].Detail?.StartsWith(StepContext.HeldPrefix, StringComparison.Ordinal) != true, "the host to go on");

    /// <summary>Process of the host's transaction; 0 = none.</summary>
    public async Task<int> TransactionProcessAsync(int host)
    {
        var unit = $"slipway-tx-{_layout.Key}-{Last(host).Id}.service";
        var shown = await Hosts[host].ExecAsync("systemctl", "show", "--value", "--property=MainPID", unit);
        return int.TryParse(shown.Out.Trim(), out var id) ? id : 0;
    }

    public TransactionRecord Last(int host) => TransactionRecord.From(Entries(host))[^1];

    public IReadOnlyList<JournalEntry> Entries(int host) => Journal.Read(On(host, _layout.Journal));

    /// <summary>The release that a link of the host names; null when there is no link.</summary>
    public string? Current(int host) => new FileInfo(On(host, _layout.Current)).LinkTarget is { } target ? Path.GetFileName(target) : null;

    /// <summary>What a transaction must not leave behind on the host; empty = nothing.</summary>
    public async Task<string> LeftAsync(int host)
    {
        string[] files = [_layout.FreezeFile, _layout.Next, _layout.Current + ".back"];
        var found = await Hosts[host].ExecAsync(["find", .. files, "-maxdepth", "0"]);
        return found.Out.Trim();
    }

    public void Dispose() => Site.Dispose();

    private string On(int host, string path) => Path.Combine(Hosts[host].RootPath, path.TrimStart('/'));

    public static Task UntilAsync(Func<bool> done, string what, SlipwayProcess? client = null) => UntilAsync(() => Task.FromResult(done()), what, client);

    private static async Task UntilAsync(Func<Task<bool>> done, string what, SlipwayProcess? client = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await done())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new KillCellException($"{what}: not within {Patience.TotalSeconds:0} s\n{(client is null ? "" : string.Join('\n', client.Lines))}");
            await Task.Delay(Look);
        }
    }
}
