using Slipway.Content;
using Slipway.Databases;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.EnvFiles;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Migrations;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Secrets;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Sessions;

/// <summary>Looks at a host. What was interrupted is put right first, so that a plan starts from a settled state.</summary>
public sealed class HostInspector(AgentHost host, TimeProvider time)
{
    private const string Nginx = "/usr/sbin/nginx";
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public async Task<HostState> InspectAsync(InspectRequest request, CancellationToken cancel)
    {
        var layout = request.Layout;
        var recovered = request.LookOnly ? null : await RecoverAsync(layout, cancel);
        var damage = LostRecords.Look(layout, heal: !request.LookOnly, time);
        var nginx = request.CheckSites && File.Exists(Nginx) ? NginxCheck.RunAsync(null, cancel) : Task.FromResult<string?>(null);
        var entries = Journal.Read(layout.Journal);
        var records = TransactionRecord.From(entries);
        var releases = Releases(layout, records);
        var env = HostEnv.Of(layout, releases, request);
        var serving = CurrentLink.Read(layout.Current);
        var owner = OwnerFiles.OfState(layout.State);
        var sites = request.SitePorts.Count > 0 ? new EnabledSites(NginxSite.EnabledPath(layout)) : null;
        return new HostState
        {
            Serving = serving,
            Previous = CurrentLink.Read(layout.Previous),
            JournalHead = Journal.HeadOf(entries),
            LastReleaseNumber = records.Select(r => ReleaseNumbers.Of(r.Release)).Append(ReleaseNumbers.HighestOn(layout)).Max(),
            Damage = damage,
            Transactions = Transactions(records, request.Transactions, releases),
            Releases = releases,
            ReleasePrograms = releases.ToDictionary(r => r.Release, ProgramsOf),
            Dumps = Directory.Exists(layout.Backups) ? [.. Directory.EnumerateDirectories(layout.Backups).Where(DumpFolder.IsWhole).Select(f => Path.GetFileName(f))] : [],
            MigrationFiles = MigrationFilesOf(layout, releases.FirstOrDefault(r => r.Release == serving), request.MigrationFiles),
            Holder = HostLock.Holder(layout)?.Describe(time.GetUtcNow()),
            Running = records.LastOrDefault(r => r is { Outcome: null, Committed: false })?.Id,
            Recovered = recovered,
            Env = env.Fingerprint,
            EnvKeys = env.Keys,
            EnvProblem = env.Problem,
            Programs = SystemPrograms.Find(request.Programs),
            FilesFound = [.. request.Files.Where(File.Exists)],
            Owner = owner,
            ChangedUsers = records.Any(r => r.Committed) ? ChangedUser.Of(owner, request.DeployUser, request.RunUser) : [],
            Neighbours = Neighbours.Of(layout),
            DeployUserExists = Account.Exists(request.DeployUser),
            RunUserExists = Account.Exists(request.RunUser),
            HasSystemd = Directory.Exists("/run/systemd/system"),
            HasNginx = File.Exists(Nginx),
            NginxRuns = NginxProcess.Runs(),
            HasIpv6 = File.Exists("/proc/net/if_inet6"),
            NginxReadsSites = sites?.IncludeOurs ?? true,
            OtherSites = sites?.AnsweringTo(request.SiteNames, request.SitePorts) ?? [],
            NginxRefuses = await nginx,
            Alive = [.. LiveReleases.Of(layout).Order()],
        }.WithSpace(layout);
    }

    /// <summary>Takes over a transaction whose process is dead. One that lives is left alone.</summary>
    private async Task<TransactionEvent?> RecoverAsync(HostLayout layout, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        while (TransactionRecord.From(Journal.Read(layout.Journal)).LastOrDefault(r => r.Outcome is null) is { } open)
        {
            if (HostLock.TryTake(layout, new LockHolder("", "recovery", LockHolder.Recover, time.GetUtcNow(), Environment.ProcessId)) is { } held)
            {
                using (held)
                {
                    using var journal = Journal.Open(layout.Journal, time);
                    await host.ReadyAsync(cancel);
                    cancel.ThrowIfCancellationRequested();
                    return await Recovery.RunAsync(layout, journal, host.MachineOf, time, _ => { });
                }
            }

            if (!EndsByItself(layout, open) || time.GetElapsedTime(started) > RecoveryPatience)
                return null;
            await Task.Delay(Look, time, cancel);
        }

        return null;
    }

    /// <summary>
    /// What recovers or undoes is waited for: a plan made meanwhile would be stale when it ends. What goes forward, or waits for what
    /// only the caller can know of the other hosts, is the caller's to see.
    /// </summary>
    private static bool EndsByItself(HostLayout layout, TransactionRecord open) =>
        !open.AwaitsData && (open is { Committed: false, Problem: not null } || HostLock.Holder(layout)?.Command == LockHolder.Recover);

    internal static IReadOnlyList<ReleaseDescription> Releases(HostLayout layout) => Releases(layout, TransactionRecord.From(Journal.Read(layout.Journal)));

    private static IReadOnlyList<ReleaseDescription> Releases(HostLayout layout, IReadOnlyList<TransactionRecord> records)
    {
        if (!Directory.Exists(layout.Releases))
            return [];
        var serving = CurrentLink.Read(layout.Current);
        var order = records.Select(r => r.Release).Distinct().Select((r, i) => (r, i)).ToDictionary(x => x.r, x => x.i);
        return [.. Directory.EnumerateDirectories(layout.Releases)
            .Select(ReleaseDescription.Read)
            .OfType<ReleaseDescription>()
            .Where(d => order.ContainsKey(d.Release) || d.Release == serving)
            .OrderBy(d => order.GetValueOrDefault(d.Release, int.MaxValue))];
    }

    /// <summary>The last ones, and those that made what is still there: a rollback may go back to it.</summary>
    private static IReadOnlyList<TransactionRecord> Transactions(IReadOnlyList<TransactionRecord> records, int last, IReadOnlyList<ReleaseDescription> releases)
    {
        var there = releases.SelectMany(r => (IEnumerable<string?>)[r.Release, r.RollbackOf]).ToHashSet();
        return [.. records.Where((r, i) => i >= records.Count - last || there.Contains(r.Release))];
    }

    private static IReadOnlyDictionary<string, string> ProgramsOf(ReleaseDescription release) =>
        SystemPrograms.Find(release.Requires.ToDictionary(r => r.Placeholder ?? r.Name, r => r.AnyOf));

    private static IReadOnlyDictionary<string, string>? MigrationFilesOf(HostLayout layout, ReleaseDescription? serving, IReadOnlyList<string> patterns) =>
        patterns.Count > 0 && serving is not null && ManifestFolder.TryRead(layout, serving.Manifest) is { } manifest
            ? MigrationFiles.Digests(patterns, manifest)
            : null;
}

file static class Space
{
    public static HostState WithSpace(this HostState state, HostLayout layout)
    {
        var path = layout.Root;
        while (!Directory.Exists(path))
            path = Path.GetDirectoryName(path)!;
        var (bytes, inodes, _) = Posix.Free(path);
        var spare = SpareTree.SizeIn(layout.Releases);
        return state with { FreeBytes = bytes + spare.Bytes, FreeInodes = inodes == long.MaxValue ? inodes : inodes + spare.Inodes };
    }
}
