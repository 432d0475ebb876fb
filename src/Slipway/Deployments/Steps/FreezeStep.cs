using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Answers 503 to visitors while data that cannot be undone changes: from the dump to the end of the soak. The file lies in
/// /run, so a reboot cannot leave it behind. What visitors and workers have begun is finished first: an undo would take it back.
/// </summary>
/// <param name="Longest">The longest that begun requests are waited for.</param>
public sealed record FreezeStep(TimeSpan Longest) : Step
{
    // A guess: what a dump of some gigabytes takes to be restored.
    private static readonly TimeSpan LongestRestore = TimeSpan.FromMinutes(5);

    /// <summary>True when another host changes the data, and an undo gives it back there: visitors stay out until it has.</summary>
    public bool DataIsElsewhere { get; init; }

    public override async Task RunAsync(StepContext context)
    {
        context.Machine.PrepareRunFolder();
        AtomicFile.Write(context.Layout.FreezeFile, context.Plan.Transaction + "\n", FileModes.Public);
        await context.InsideAsync();
        if (context.Plan.Previous is not { } previous)
            return;
        foreach (var worker in context.Plan.PreviousProcesses.Where(p => !p.IsWeb))
            await context.Machine.StopAsync(worker, previous, wait: true, context.Cancel);
        // An earlier release may still answer, too.
        var releases = LiveReleases.Of(context.Layout).Append(previous).Where(r => r != context.Plan.Release).Distinct();
        var left = await Task.WhenAll(releases.Select(r => OpenRequests.EndAsync(context, r, Longest, TimeSpan.Zero, context.Cancel)));
        if (left.Sum() is var open and > 0)
            context.Log($"requests to {previous} that go on after {Longest.TotalSeconds:0} s (drain): {open}; what they write from now on is lost if this is undone", isError: true);
    }

    public override async Task UndoAsync(StepContext context)
    {
        if (DataIsElsewhere && context.Plan.Previous is not null)
            await WaitForDataAsync(context);
        foreach (var worker in context.Plan.PreviousProcesses.Where(p => !p.IsWeb))
            await context.Machine.StartAsync(worker, context.Plan.Previous!, context.Cancel);
        Thaw(context);
    }

    /// <summary>Who has lost the client cannot hear of it, and waits as long as the other host may take: for the commit, then for the restore.</summary>
    private static async Task WaitForDataAsync(StepContext context)
    {
        if (context.Control.DataIsSettled.IsCompleted)
            return;
        var soak = context.Plan.Steps.OfType<SoakStep>().FirstOrDefault()?.Time ?? TimeSpan.Zero;
        var longest = soak + context.Plan.CommitWait + LongestRestore;
        context.Note(JournalNotes.AwaitsData);
        context.Log($"keeps visitors out until the data is back, which is another host's work; at most {longest.TotalSeconds:0} s");
        await Task.WhenAny(context.Control.DataIsSettled, Task.Delay(longest, context.Time, CancellationToken.None));
    }

    internal static void Thaw(StepContext context) => Posix.Unlink(context.Layout.FreezeFile);
}
