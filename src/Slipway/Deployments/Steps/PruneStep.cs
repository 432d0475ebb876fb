using Slipway.Content;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Stacks.Nginx;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Removes what is no longer needed: good releases beyond <paramref name="Keep"/>, failed ones beyond two, content that no kept
/// release names, units of processes that no kept release has, old dumps and records. Only what the journal says is ours; never a release in which a process lives.
/// </summary>
public sealed record PruneStep(int Keep) : Step
{
    /// <summary>Failed releases kept for diagnosis.</summary>
    public const int KeepFailed = 2;

    public override async Task RunAsync(StepContext context)
    {
        if (context.Control.LockWanted.IsCancellationRequested)
            return; // the one that wants it prunes, too
        var records = TransactionRecord.From(context.Journal.Entries);
        var retention = Retention.Decide(records, Keep, KeepFailed, context.Plan.Release, context.Plan.Previous);
        var alive = LiveReleases.Of(context.Layout);
        await context.InsideAsync();
        var left = new List<string>();
        var others = Descriptions(context.Layout).Where(d => d.Release != context.Plan.Release);
        await context.Machine.ForgetFailuresAsync([.. others.SelectMany(d => d.Processes.Select(p => (p, d.Release)))], context.Cancel);
        var going = retention.Remove.Where(r => !alive.Contains(r)).ToHashSet();
        await RemoveUnitsAsync(context, going);
        await SettleUnitsAsync(context, alive);
        foreach (var release in going.TakeWhile(_ => !context.Control.LockWanted.IsCancellationRequested))
            Remove(context, release, left);
        foreach (var half in Directory.EnumerateDirectories(context.Layout.Releases, "*.tmp").Where(t => IsOurs(records, t)))
            Delete(half, left);
        CollectShapes(context.Layout);
        CollectStore(context);
        CollectTransactions(context, records, left);
        context.Journal.Compact();
        if (left.Count > 0)
            throw new ProblemException(TransactionProblems.NotRemoved(left));
    }

    private static bool IsOurs(IReadOnlyList<TransactionRecord> records, string temp) =>
        records.Any(r => r.Release + ".tmp" == Path.GetFileName(temp) && r.Outcome is not null);

    /// <summary>The units of processes that only releases have which go now. First, since afterwards nothing names them.</summary>
    private static async Task RemoveUnitsAsync(StepContext context, HashSet<string> going)
    {
        IEnumerable<string> Units(ReleaseDescription release)
        {
            var names = release.Processes.SelectMany(p => p.IsWeb ? (string[])[p.UnitOn(context.Layout), p.PortUnitOn(context.Layout)] : [p.UnitOn(context.Layout)]).ToHashSet();
            return release.Site.Select(f => f.Path).Where(path => names.Contains(Path.GetFileName(path).Split('@')[0]));
        }

        var releases = Descriptions(context.Layout);
        var units = releases.Where(r => going.Contains(r.Release)).SelectMany(Units)
            .Except(releases.Where(r => !going.Contains(r.Release)).SelectMany(Units)).Where(File.Exists).ToList();
        if (units.Count == 0)
            return;
        units.ForEach(Posix.Unlink);
        await context.Machine.ApplySiteAsync(units, context.Cancel);
        context.Log($"removed: {string.Join(", ", units)}");
    }

    private static async Task SettleUnitsAsync(StepContext context, IReadOnlySet<string> alive)
    {
        var release = context.Plan.Release;
        List<string> changed = [.. ReleaseUnits.Remove(Descriptions(context.Layout).Where(d => d.Release != release && !alive.Contains(d.Release)))];
        if (alive.All(r => r == release))
            changed.AddRange(ReleaseUnits.Settle(context.Plan));
        if (changed.Count > 0)
            await context.Machine.ApplySiteAsync(changed, context.Cancel);
    }

    /// <summary>Without a reload, which visitors feel: nobody asks for them any more, and the next one drops them.</summary>
    private static void CollectShapes(HostLayout layout)
    {
        var kept = Descriptions(layout).Select(d => SiteFiles.ShapeOf(d.Site, layout)).ToHashSet();
        foreach (var file in NginxShape.FilesOf(layout).Where(f => !kept.Contains(NginxShape.IdOf(layout, f))).ToList())
            Posix.Unlink(file);
    }

    private static List<ReleaseDescription> Descriptions(HostLayout layout) =>
        [.. Directory.EnumerateDirectories(layout.Releases).Select(ReleaseDescription.Read).OfType<ReleaseDescription>()];

    private static void Remove(StepContext context, string release, List<string> left)
    {
        var folder = context.Layout.Release(release);
        if (Directory.Exists(folder) && Delete(folder, left))
            Posix.Unlink(context.Layout.Socket(release));
    }

    /// <summary>One folder that cannot go (something is mounted in it, a file is immutable) must not keep the others.</summary>
    private static bool Delete(string folder, List<string> left)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            left.Add($"{folder}: {e.Message}");
            return false;
        }
    }

    private static void CollectStore(StepContext context)
    {
        var layout = context.Layout;
        var kept = Descriptions(layout);
        var manifests = kept.Select(d => d.Manifest).ToHashSet();
        AssetBridge.Collect(layout, kept);
        ManifestFolder.Collect(layout, manifests);
        new ContentStore(layout.Store).Collect(
            manifests.Select(id => ManifestFolder.TryRead(layout, id)).OfType<Manifest>(), new HashSet<string> { context.Plan.Transaction }, context.Time);
        EnvFolder.Collect(layout, kept.SelectMany(d => (IEnumerable<string?>)[d.Env, d.OriginalEnv]).Append(EnvFolder.CurrentOf(layout)).OfType<string>(), context.Time);
    }

    private static void CollectTransactions(StepContext context, IReadOnlyList<TransactionRecord> records, List<string> left)
    {
        const int keepRecords = 20;
        var keep = records.TakeLast(keepRecords).Select(r => r.Id).Append(context.Plan.Transaction).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(context.Layout.Transactions).Where(f => !keep.Contains(Path.GetFileName(f)) && !MayBegin(context, records, f)))
            Delete(folder, left);
        var releases = Directory.EnumerateDirectories(context.Layout.Releases)
            .SelectMany(f => (IEnumerable<string?>)[Path.GetFileName(f), ReleaseDescription.Read(f)?.RollbackOf]).ToHashSet();
        var ours = records.Select(r => r.Release).ToHashSet();
        foreach (var folder in BackupFolders(context).Where(f => ours.Contains(Path.GetFileName(f)) && !releases.Contains(Path.GetFileName(f))))
            Delete(folder, left);
    }

    /// <summary>The journal does not know it: its plan has been written and it waits for our lock, unless it is old.</summary>
    private static bool MayBegin(StepContext context, IReadOnlyList<TransactionRecord> records, string folder) =>
        records.All(r => r.Id != Path.GetFileName(folder))
        && context.Time.GetUtcNow() - new DirectoryInfo(folder).LastWriteTimeUtc < TimeSpan.FromDays(1);

    private static IEnumerable<string> BackupFolders(StepContext context) =>
        Directory.Exists(context.Layout.Backups) ? Directory.EnumerateDirectories(context.Layout.Backups) : [];
}
