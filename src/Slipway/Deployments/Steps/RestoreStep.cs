using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Of <c>rollback --data</c>: puts back the data as it was before the named release's migrations. The present data was dumped by
/// the step before, and comes back with an undo.
/// </summary>
/// <param name="Database">mysql, postgresql or sqlite.</param>
/// <param name="DumpOf">The release whose dump is restored.</param>
public sealed record RestoreStep(string Database, string DumpOf) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        await context.InsideAsync();
        // After a power cut the undo finds the database by the release's env and links.
        await context.SyncAsync();
        context.Note(JournalNotes.RestoreBegun);
        await ProtectStep.Access(context, Database).RestoreAsync(Path.Combine(context.Layout.Backups, DumpOf), context.Cancel);
        context.Log($"restored the data from before {DumpOf}");
    }

    public override async Task UndoAsync(StepContext context)
    {
        if (context.Journal.Entries.Any(e => e.Transaction == context.Plan.Transaction && e.Detail == JournalNotes.RestoreBegun))
            await ProtectStep.RestoreDumpAsync(context);
    }
}
