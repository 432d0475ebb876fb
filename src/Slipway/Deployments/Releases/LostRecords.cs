using Slipway.Deployments.Journals;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Releases;

/// <summary>
/// A host whose link <c>current</c> or whose journal somebody removed: which release serves is told by what is left, and put right, so that
/// the next transaction knows whom to stop and where to go back to.
/// </summary>
public static class LostRecords
{
    /// <summary>Kind of the records of releases that the journal had lost.</summary>
    public const string Found = "found";

    /// <summary>Told always; healed by who may change something, when nobody works there.</summary>
    /// <returns>What is wrong, or was put right, for people; null when nothing is.</returns>
    /// <exception cref="ProblemException"><c>current</c> is no link.</exception>
    public static string? Look(HostLayout layout, bool heal, TimeProvider time)
    {
        var records = TransactionRecord.From(Journal.Read(layout.Journal));
        var damage = records.Any(r => r.Outcome is null) ? null : Describe(layout, records);
        if (damage is null || !heal)
            return damage;
        using var held = HostLock.TryTake(layout, new LockHolder("", "recovery", LockHolder.Recover, time.GetUtcNow(), Environment.ProcessId));
        if (held is null)
            return damage;
        using var journal = Journal.Open(layout.Journal, time);
        return Heal(layout, journal);
    }

    /// <summary>What is wrong, for people; null when nothing is.</summary>
    /// <exception cref="ProblemException"><c>current</c> is no link.</exception>
    public static string? Describe(HostLayout layout, IReadOnlyList<TransactionRecord> records)
    {
        if (Directory.Exists(layout.Current) && new DirectoryInfo(layout.Current).LinkTarget is null)
            throw new ProblemException(IsFolder(layout));
        if (CurrentLink.Read(layout.Current) is not { } serving || !Stands(layout, serving))
            return Last(layout, records) is { } last ? $"`current` is lost; {last} is the release that it named" : null;
        return records.All(r => r.Release != serving) ? $"the journal knows nothing of {serving}, which serves" : null;
    }

    /// <summary>The caller holds the lock, and no transaction is open.</summary>
    /// <returns>What was done, for people; null when nothing was wrong.</returns>
    public static string? Heal(HostLayout layout, Journal journal)
    {
        var records = TransactionRecord.From(journal.Entries);
        var told = new List<string>();
        if ((CurrentLink.Read(layout.Current) is not { } named || !Stands(layout, named)) && Last(layout, records) is { } last)
        {
            CurrentLink.Point(layout, layout.Current, last);
            told.Add($"`current` was lost and names {last} again");
        }

        if (CurrentLink.Read(layout.Current) is not { } serving || !Stands(layout, serving) || records.Any(r => r.Release == serving))
            return told.Count > 0 ? string.Join("; ", told) : null;
        var before = CurrentLink.Read(layout.Previous) is { } previous && previous != serving && Stands(layout, previous) ? previous : null;
        if (before is not null && records.All(r => r.Release != before))
            Append(journal, before, records.LastOrDefault(r => r.Committed)?.Release);
        Append(journal, serving, before ?? records.LastOrDefault(r => r.Committed)?.Release);
        told.Add($"the journal had lost {serving}, which serves{(before is null ? "" : $", and {before} before it")}: they are in it again");
        return string.Join("; ", told);
    }

    /// <summary>By the journal; without one by the processes that live, else by the link to the release before. One that the journal knows as undone may live, too.</summary>
    private static string? Last(HostLayout layout, IReadOnlyList<TransactionRecord> records)
    {
        var committed = records.Where(r => r.Committed).Select(r => r.Release).LastOrDefault(r => Stands(layout, r));
        if (committed is not null || records.Any(r => r.Committed))
            return committed;
        var unknown = LiveReleases.Of(layout).OrderByDescending(ReleaseNumbers.Of).Append(CurrentLink.Read(layout.Previous));
        return unknown.FirstOrDefault(r => r is not null && Stands(layout, r) && records.All(known => known.Release != r));
    }

    private static bool Stands(HostLayout layout, string release) => ReleaseDescription.Read(layout.Release(release)) is not null;

    private static void Append(Journal journal, string release, string? previous)
    {
        var begin = new JournalEntry { Transaction = $"{Found}-{release}", Event = JournalEvent.Begin, Kind = Found, Release = release, Previous = previous };
        journal.Append(begin, durable: false);
        journal.Append(new JournalEntry { Transaction = begin.Transaction, Event = JournalEvent.Commit, Release = release }, durable: false);
        journal.Append(new JournalEntry { Transaction = begin.Transaction, Event = JournalEvent.End, Outcome = TransactionOutcome.Done }, durable: true);
    }

    private static Problem IsFolder(HostLayout layout) => new(
        "host.current-is-folder", $"{layout.Current} is a folder, not the link that names the serving release", null,
        ["it was copied or unpacked there without its links", "another tool deployed there"],
        $"Move it away, on the host: sudo mv {layout.Current} {layout.Root}/current.found. The next command then finds the serving release again.");
}
