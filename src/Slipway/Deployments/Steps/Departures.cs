using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Releases that serve no more and still run: each may finish the requests that it has begun, then it is stopped. Those that an
/// earlier transaction handed over are among them. Ends at once when another transaction wants the lock: it then lets them finish.
/// </summary>
internal static class Departures
{
    /// <param name="context">Of the transaction that lets them finish.</param>
    /// <param name="longest">How long requests may go on from the moment that their release ceased to serve.</param>
    /// <returns>Those that it handed over; none when all have ended.</returns>
    public static async Task<IReadOnlyList<string>> EndAsync(StepContext context, TimeSpan longest)
    {
        var serving = CurrentLink.Read(context.Layout.Current);
        var releases = LiveReleases.Of(context.Layout).Append(context.Plan.Previous).OfType<string>().Where(r => r != serving).Distinct().ToList();
        var handedOver = await Task.WhenAll(releases.Select(r => EndAsync(context, r, longest)));
        string[] left = [.. releases.Where((_, i) => handedOver[i]).Order(StringComparer.Ordinal)];
        if (left.Length > 0)
            context.Note(JournalNotes.HandedOver, string.Join('\t', left));
        return left;
    }

    private static async Task<bool> EndAsync(StepContext context, string release, TimeSpan longest)
    {
        var wanted = context.Control.LockWanted;
        try
        {
            await OpenRequests.EndAsync(context, release, longest, Since(context, release), wanted);
            foreach (var process in ProcessesOf(context, release))
                await context.Machine.StopAsync(process, release, wait: process.IsWeb, wanted);
            return false;
        }
        catch (OperationCanceledException) when (wanted.IsCancellationRequested)
        {
            return true;
        }
    }

    private static IReadOnlyList<PlannedProcess> ProcessesOf(StepContext context, string release) =>
        release == context.Plan.Previous ? context.Plan.PreviousProcesses
        : release == context.Plan.Release ? context.Plan.Processes
        : ReleaseDescription.Read(context.Layout.Release(release))?.Processes ?? [];

    /// <summary>How long ago it ceased to serve: at the commit of its successor, or at the end of its own undo.</summary>
    private static TimeSpan Since(StepContext context, string release)
    {
        var entries = context.Journal.Entries;
        var began = entries.Where(e => e.Event == JournalEvent.Begin).ToLookup(e => e.Transaction);
        var last = entries.LastOrDefault(e => began[e.Transaction].LastOrDefault() is { } begin
            && (e.Event == JournalEvent.Commit ? begin.Previous == release : e.Event == JournalEvent.End && begin.Release == release));
        var since = last is null ? TimeSpan.Zero : context.Time.GetUtcNow() - last.At;
        return since > TimeSpan.Zero ? since : TimeSpan.Zero;
    }
}
