using System.Text;
using System.Text.Json;
using Slipway.Content;
using Slipway.Deployments;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Secrets;

namespace Slipway.Tests.Deployments.Support;

/// <summary>One app environment in real folders, with a scripted machine and real private entrances.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly TempFolder _folder;
    private readonly bool _owned;

    public TestHost(TempFolder? folder = null, string environment = "test")
    {
        _folder = folder ?? new TempFolder();
        _owned = folder is null;
        Layout = _folder.Layout(environment);
        Machine = new ScriptedMachine(Layout);
        Entrances = new TestEntrances(Layout, release => Machine.Runs("web", release));
        foreach (var made in new[] { Layout.Root, Layout.State, Layout.Transactions, Etc })
            Directory.CreateDirectory(made);
    }

    public static PlannedProcess Web { get; } = new("web", TimeSpan.FromSeconds(5));
    public static PlannedProcess Queue { get; } = new("queue", TimeSpan.FromSeconds(5));

    public HostLayout Layout { get; }
    public ScriptedMachine Machine { get; }
    public TestEntrances Entrances { get; }
    public TimeProvider Time { get; set; } = new FastTime();
    public List<TransactionEvent> Events { get; } = [];
    public string Etc => _folder["etc-" + Layout.Environment];
    public string SiteFile => Path.Combine(Etc, "site.conf");
    public string? Serving => CurrentLink.Read(Layout.Current);
    public IReadOnlyList<JournalEntry> Entries => Journal.Read(Layout.Journal);
    public IReadOnlyList<TransactionRecord> Records => TransactionRecord.From(Entries);

    /// <summary>A whole deploy of release <c>number-x</c> with content that differs from every other.</summary>
    public HostPlan Plan(int number, string? previous, Func<IReadOnlyList<Step>, IEnumerable<Step>>? steps = null, int keep = 3)
    {
        var release = $"{number}-x";
        var manifest = Content(("index.txt", $"index {number}"), ("public/assets/common.js", "common"), ($"public/assets/app-{number}.js", $"app {number}"), ("storage/skeleton.txt", $"{number}"));
        var env = EnvFolder.Put(Layout, new Secret($"APP_KEY=secret-{number}\n"), -1, -1);
        AssetFolder[] assets = [new("/assets/", "public/assets")];
        var health = new HealthProbe("/up", 200, TimeSpan.FromSeconds(10), "shop.example.com", "https", HasProcess: false);
        var description = new ReleaseDescription
        {
            Release = release, Manifest = manifest, Env = env, Identity = $"identity {number}", Stack = "static", Processes = [Web, Queue],
            Health = health, Settings = new ReleaseSettings { Assets = assets },
        };
        Step[] all =
        [
            new ReceiveStep { Id = "upload", Title = "upload", Phase = Phase.Prepare },
            new TreeStep(manifest) { Id = "tree", Title = "tree", Phase = Phase.Prepare },
            new ConfigureStep { Id = "configure", Title = "configure", Phase = Phase.Prepare, Shared = ["storage"], Writable = ["cache"], Description = description },
            new BuildStep([new BuildCommand("touch", ["touch", "built"], [], TimeSpan.FromSeconds(20))]) { Id = "build", Title = "build", Phase = Phase.Prepare },
            new SiteStep([new SiteFile(SiteFile, $"site {number}")]) { Id = "site", Title = "site", Phase = Phase.Start },
            new StartStep { Id = "start", Title = "start", Phase = Phase.Start },
            new HealthStep { Id = "health", Title = "health", Phase = Phase.Start },
            new SwitchStep { Id = "switch", Title = "switch", Phase = Phase.Switch, Assets = assets },
            new WorkersStep { Id = "workers", Title = "workers", Phase = Phase.Switch },
            new SoakStep(TimeSpan.Zero) { Id = "soak", Title = "soak", Phase = Phase.Switch },
            new CommitStep { Id = "commit", Title = "commit", Phase = Phase.Commit },
            new DrainStep(TimeSpan.Zero) { Id = "drain", Title = "drain", Phase = Phase.Commit },
            new PruneStep(keep) { Id = "prune", Title = "prune", Phase = Phase.Commit },
            new SpareStep(manifest) { Id = "spare", Title = "spare", Phase = Phase.Commit },
        ];
        return new HostPlan
        {
            Transaction = $"tx{number}", Kind = "deploy", Layout = Layout, Release = release, Previous = previous, Identity = description.Identity,
            Who = "ann@laptop", Env = env, Processes = [Web, Queue], PreviousProcesses = previous is null ? [] : [Web, Queue],
            Health = health, PreviousHealth = previous is null ? null : health,
            Steps = [.. steps?.Invoke(all) ?? all],
        };
    }

    /// <summary>Puts files into the store; the id of their manifest.</summary>
    public string Content(params (string Path, string Text)[] files)
    {
        var store = new ContentStore(Layout.Store);
        var entries = new List<ManifestEntry>();
        foreach (var (path, text) in files)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var digest = Digest.Of(bytes);
            Directory.CreateDirectory(Path.GetDirectoryName(store.ObjectPath(digest))!);
            File.WriteAllBytes(store.ObjectPath(digest), bytes);
            entries.Add(ManifestEntry.File(path, bytes.Length, digest));
        }

        var manifest = Manifest.Create(entries);
        ManifestFolder.Put(Layout, manifest);
        return manifest.Id.ToString();
    }

    public void WritePlan(HostPlan plan)
    {
        Directory.CreateDirectory(Path.Combine(Layout.Transactions, plan.Transaction));
        AtomicFile.Write(Recovery.PlanFile(Layout, plan.Transaction), JsonSerializer.SerializeToUtf8Bytes(plan, DeploymentsJson.Default.HostPlan));
    }

    /// <param name="on">Called with each event; what it throws comes out of the place that emitted it.</param>
    /// <param name="control">Said to the transaction before it begins.</param>
    public async Task<TransactionEvent> RunAsync(HostPlan plan, Action<TransactionEvent, TransactionControl>? on = null)
    {
        WritePlan(plan);
        using var journal = Journal.Open(Layout.Journal, Time);
        using var control = new TransactionControl(plan, Time);
        control.ContentReceived();
        var runner = new TransactionRunner(Context(plan, journal, control, e => on?.Invoke(e, control)));
        var result = await runner.RunAsync();
        await runner.LeaveAsync();
        return result;
    }

    public StepContext Context(HostPlan plan, Journal journal, TransactionControl control, Action<TransactionEvent>? on = null) =>
        TransactionProcess.Context(plan, journal, Machine, control, Time, e =>
        {
            lock (Events)
                Events.Add(e);
            on?.Invoke(e);
        });

    /// <summary>Leaves the transaction where it stands, as a kill does; nothing of it runs any further.</summary>
    public async Task KillAtAsync(HostPlan plan, string point)
    {
        plan = plan with { Hold = point };
        var held = new TaskCompletionSource();
        var end = RunAsync(plan, (e, _) =>
        {
            if (e.Kind == "held")
                held.TrySetResult();
        });
        await Task.WhenAny(held.Task, end).WaitAsync(TimeSpan.FromSeconds(30));
        Xunit.Assert.True(held.Task.IsCompleted, $"the transaction never reached {point}");
    }

    public async Task<TransactionEvent?> RecoverAsync()
    {
        using var journal = Journal.Open(Layout.Journal, Time);
        return await Recovery.RunAsync(Layout, journal, _ => Machine, Time, Events.Add);
    }

    public async Task<string> DeployedAsync(int number, string? previous, int keep = 3)
    {
        var plan = Plan(number, previous, keep: keep);
        var result = await RunAsync(plan);
        Xunit.Assert.Equal((TransactionOutcome.Done, null, plan.Release), (result.Outcome, result.Problem?.Detail, result.Serving));
        return plan.Release;
    }

    /// <summary>Names that only an unfinished transaction has.</summary>
    public IReadOnlyList<string> Leftovers() =>
    [
        .. Directory.EnumerateFileSystemEntries(Layout.Root).Concat(Directory.EnumerateFileSystemEntries(Layout.Run)).Concat(Directory.EnumerateFileSystemEntries(Etc))
            .Concat(Directory.Exists(Layout.Releases) ? Directory.EnumerateFileSystemEntries(Layout.Releases) : [])
            .Select(p => Path.GetFileName(p))
            .Where(n => n.StartsWith("next", StringComparison.Ordinal) && n != "next-entrance.sock" || n.StartsWith("current.", StringComparison.Ordinal) || n.StartsWith("previous.", StringComparison.Ordinal)
                || n.Contains(".tmp") || n.Contains(".back") || n == "freeze" || n.Contains("slipway-old") || n.Contains("slipway-new"))
            .Order(),
    ];

    public void Dispose()
    {
        Machine.Dispose();
        Entrances.Dispose();
        if (_owned)
            _folder.Dispose();
    }
}
