using Slipway.Databases;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>Dumps the database, verified, bound to the release that is made: what <c>rollback --data</c> and a frozen undo restore.</summary>
/// <param name="Database">mysql, postgresql or sqlite.</param>
public sealed record ProtectStep(string Database) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        var database = Access(context, Database);
        var folder = Path.Combine(context.Layout.Backups, context.Plan.Release);
        await context.InsideAsync();
        var listing = context.Plan.Steps.OfType<MigrateStep>().FirstOrDefault()?.LookAheadAsync(context);
        var dump = await DumpBesideAsync(() => database.DumpAsync(folder, context.Cancel), listing);
        context.Note("dump: ", $"{dump.Path} ({dump.Tables} tables, {dump.Rows} rows, {dump.Bytes} bytes)");
        context.Log($"dumped {dump.Tables} tables, {dump.Rows} rows");
    }

    // Many migration tools make their own table when they are asked for the first time, even when they only list: the dump may have
    // been begun before that.
    internal static async Task<DatabaseDump> DumpBesideAsync(Func<Task<DatabaseDump>> dump, Task? listing)
    {
        try
        {
            return await dump();
        }
        catch (ProblemException e) when (listing is not null && e.Problem.Code == BackupProblems.IncompleteCode)
        {
            await listing;
            return await dump();
        }
        finally
        {
            await (listing ?? Task.CompletedTask);
        }
    }

    /// <summary>
    /// Puts the data back as it was before this transaction touched it. Once: visitors are let in afterwards, and an undo that is
    /// interrupted then begins anew.
    /// </summary>
    internal static async Task RestoreDumpAsync(StepContext context)
    {
        if (context.Journal.Entries.Any(e => e.Transaction == context.Plan.Transaction && e.Detail == JournalNotes.DumpRestored))
            return;
        var step = context.Plan.Steps.OfType<ProtectStep>().First();
        await Access(context, step.Database).RestoreAsync(Path.Combine(context.Layout.Backups, context.Plan.Release), context.Cancel);
        context.Note(JournalNotes.DumpRestored);
    }

    internal static DatabaseAccess Access(StepContext context, string kind) =>
        DatabaseAccess.From(kind, ReleaseVariables.Of(context).ToDictionary(), context.ReleaseFolder, new ClientAccount(context.Machine.AsRun, context.Machine.RunFiles));
}
