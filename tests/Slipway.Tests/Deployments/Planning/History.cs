using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Hosts;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Tests.Deployments.Planning;

/// <summary>A host's history, made as the product makes it: by deploys and planned rollbacks whose outcome is told.</summary>
internal sealed class History
{
    private readonly List<TransactionRecord> _records = [];
    private readonly List<ReleaseDescription> _releases = [];
    private readonly HashSet<string> _dumps = [];
    private int _number;

    public static AppEnvironment Environment { get; } = new()
    {
        App = "shop", Name = "staging", Folder = "/home/me/shop", RunUser = "shop", Root = "/srv/shop", Url = new Uri("http://shop.example.com"),
    };

    public string? Serving { get; private set; }

    public string? Env { get; set; } = "env-1";

    public ReleaseDescription Describe(string release) => _releases.First(r => r.Release == release);

    /// <summary>Number and content: "3-bbbbbbbb" for content b.</summary>
    public string Deploy(char content, bool good = true, params string[] migrations)
    {
        var release = $"{++_number}-{new string(content, 8)}";
        var settings = new ReleaseSettings { Files = new Dictionary<string, string> { ["bin/web"] = "exec {release}/app" }, Variables = new Dictionary<string, string> { ["HOME_OF"] = "{release}" } };
        IReadOnlyList<SiteFile> site = [new("/etc/nginx/sites-available/slipway-shop", $"site of {content}")];
        var health = new HealthProbe("/health", 200, TimeSpan.FromSeconds(60), "shop.example.com", "http", HasProcess: true);
        Add(new ReleaseDescription
        {
            Release = release, Manifest = new string(content, 64), Env = Env, Identity = ReleaseIdentity.Of(new string(content, 64), Env, settings, site, health),
            Stack = "aspnet", Database = "sqlite", Settings = settings, Site = site, Processes = [new("web", TimeSpan.FromSeconds(30))],
            Health = health,
        }, "deploy", null, good, migrations);
        return release;
    }

    /// <summary>A deploy that was ready, switched and then undone for that reason.</summary>
    public string DeployUndone(char content, string code)
    {
        var release = Deploy(content, good: false);
        _records[^1] = _records[^1] with { Done = ["tree", "switch", "soak"], Problem = new Slipway.Problems.Problem(code, "undone", null, null, "") };
        return release;
    }

    /// <summary>The release is switched to once more, in vain.</summary>
    public void TryAgain(string release) =>
        _records.Add(_records[^1] with { Id = $"tx{_records.Count}", Kind = "rejoin", Release = release, Problem = new Slipway.Problems.Problem("transaction.not-healthy", "undone", null, null, "") });

    /// <summary>The new release, or the problem's code.</summary>
    public string Rollback(string? named = null, bool withData = false)
    {
        try
        {
            var plan = Plan(named, withData);
            if (plan.NothingToDo)
                return "nothing to do";
            _number++;
            var configure = plan.Hosts[0].Plan.Steps.OfType<ConfigureStep>().Single();
            Add(configure.Description, "rollback", plan.Hosts[0].Plan.RollbackOf, good: true, [], plan.Hosts[0].Plan.Steps.OfType<RestoreStep>().Any());
            return plan.Release;
        }
        catch (Slipway.Problems.ProblemException e)
        {
            return e.Problem.Code;
        }
    }

    public DeployPlan Plan(string? named = null, bool withData = false, EnvMergeReply? env = null)
    {
        var target = RollbackTarget.Find([Host()], named);
        var old = target.Descriptions[0];
        return new RollbackPlanner(Environment, [Host()], target) { Envs = [env ?? new(old.OriginalEnv ?? old.Env, [])], WithData = withData }
            .Plan(new PlanOptions { Who = "me@laptop" });
    }

    public HostTarget Host(string name = "deploy@192.0.2.10") => new(name, HostTarget.AllRoles, HostLayout.Server("shop", "staging", "/srv/shop"), new HostState
    {
        Serving = Serving, LastReleaseNumber = _number, Transactions = _records, Releases = _releases, Dumps = [.. _dumps], Env = Env, JournalHead = _records.Count,
    });

    /// <summary>As pruning does it.</summary>
    public void Prune(int keep)
    {
        var last = _records[^1];
        var gone = Retention.Decide(_records, keep, 2, Serving!, last.Previous).Remove;
        _releases.RemoveAll(r => gone.Contains(r.Release));
    }

    public void LoseDump(string release) => _dumps.Remove(release);

    private void Add(ReleaseDescription description, string kind, string? rollbackOf, bool good, IReadOnlyList<string> migrations, bool restored = false)
    {
        _records.Add(new TransactionRecord
        {
            Id = $"tx{_records.Count}", Kind = kind, Release = description.Release, Previous = Serving, RollbackOf = rollbackOf, Identity = description.Identity,
            Committed = good, Outcome = good ? TransactionOutcome.Done : TransactionOutcome.Undone, Migrations = migrations, RestoredData = restored,
        });
        _releases.Add(description);
        _dumps.Add(description.Release);
        if (good)
            Serving = description.Release;
    }
}
