using System.Text;
using Slipway.Content;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Migrations;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Tests.Stacks;
using Slipway.Tests.Support;

namespace Slipway.Tests.Deployments.Planning;

/// <summary>A project's files and what was deployed of them, for plans of what comes next.</summary>
internal sealed class MigratingProject(string stack) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal) { ["index.txt"] = "hello" };
    private readonly List<TransactionRecord> _records = [];
    private IReadOnlyDictionary<string, string>? _served;
    private string? _serving;

    public AppEnvironment Environment { get; set; } = Fixture.Environment(stack);

    /// <summary>What the last inspection saw of the serving release's files; null = its manifest is gone.</summary>
    public bool ManifestIsThere { get; set; } = true;

    public string[] Hosts { get; set; } = ["root@192.0.2.10"];

    public StackRecipe Recipe => StackCatalogue.Recipe(Environment);

    public void Write(string path, string text) => _files[path] = text;

    public void Remove(string path) => _files.Remove(path);

    /// <summary>The present files serve from now on; the journal has the names of what was applied.</summary>
    public void Deployed(params string[] applied) => Journal(committed: true, migrated: true, applied);

    public void Journal(bool committed, bool migrated, string[] applied, string[]? notApproved = null, TransactionOutcome? outcome = null, bool restored = false)
    {
        _records.Add(new TransactionRecord
        {
            Id = $"t{_records.Count}", Kind = "deploy", Release = $"{_records.Count + 1}-x", Committed = committed, RestoredData = restored,
            Outcome = outcome ?? (committed ? TransactionOutcome.Done : TransactionOutcome.Undone), Migrations = applied, NotApproved = notApproved ?? [], Done = migrated ? ["migrate"] : [],
        });
        if (committed)
            (_serving, _served) = (_records[^1].Release, MigrationFiles.Digests(Recipe.Migration!.Files, Content()));
    }

    public DeployPlan Plan(bool allow = false) =>
        DeployPlanner.Plan(Source(), Targets(), new PlanOptions { Who = "me@laptop", AllowDestructive = allow });

    /// <summary>The text of the refusal; null when there is none.</summary>
    public string? Refusal(DeployPlan plan) =>
        Preflight.Judge(Source(), Targets(), plan, createUsers: true).FirstOrDefault(p => p.Code == "preflight.destructive-migrations")?.Detail;

    public ReleaseSource Source()
    {
        var manifest = Content();
        return new ReleaseSource { Environment = Environment, Recipe = Recipe, Manifest = manifest, Open = digest => new(Path.Combine(_folder.Path, digest.ToString()), 0) };
    }

    public IReadOnlyList<HostTarget> Targets() =>
    [
        .. Hosts.Select((name, i) => new HostTarget(name, i == 0 ? HostTarget.AllRoles : ["web"], Fixture.Layout(Environment), new HostState
        {
            Serving = _serving, LastReleaseNumber = _records.Count, Transactions = i == 0 ? _records : [], MigrationFiles = ManifestIsThere ? _served : null, JournalHead = _records.Count,
            Releases = _serving is null ? [] : [new ReleaseDescription { Release = _serving, Manifest = "m", Identity = "i", Stack = stack, Database = Recipe.Database, Settings = new() { Shared = Recipe.Shared } }],
        })),
    ];

    /// <summary>As an editor does it between the reading of the source and the plan.</summary>
    public DeployPlan PlanWhileEdited(string path)
    {
        var source = Source();
        File.AppendAllText(source.Open(source.Manifest.Entries.Single(e => e.Path == path).Digest).Path, "more");
        return DeployPlanner.Plan(source, Targets(), new PlanOptions { Who = "me@laptop" });
    }

    public void Dispose() => _folder.Dispose();

    private Manifest Content()
    {
        var entries = new List<ManifestEntry>();
        foreach (var (path, text) in _files)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var digest = Digest.Of(bytes);
            File.WriteAllBytes(Path.Combine(_folder.Path, digest.ToString()), bytes);
            entries.Add(ManifestEntry.File(path, bytes.Length, digest));
        }

        return Manifest.Create(entries);
    }
}
