using Slipway.Backups;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;

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
        var pending = context.Plan.Steps.OfType<MigrateStep>().FirstOrDefault()?.LookAheadAsync(context) ?? Task.CompletedTask;
        DatabaseDump dump;
        try
        {
            dump = await database.DumpAsync(folder, context.Cancel);
        }
        finally
        {
            await pending;
        }

        context.Note($"dump: {dump.Path} ({dump.Tables} tables, {dump.Rows} rows, {dump.Bytes} bytes)");
        context.Log($"dumped {dump.Tables} tables, {dump.Rows} rows");
    }

    /// <summary>Puts the data back as it was before this transaction's migrations.</summary>
    internal static async Task RestoreDumpAsync(StepContext context)
    {
        var step = context.Plan.Steps.OfType<ProtectStep>().First();
        await Access(context, step.Database).RestoreAsync(Path.Combine(context.Layout.Backups, context.Plan.Release), context.Cancel);
        context.Note(JournalNotes.DumpRestored);
    }

    internal static DatabaseAccess Access(StepContext context, string kind) =>
        DatabaseAccess.From(kind, ReleaseVariables.Of(context).ToDictionary(), context.ReleaseFolder, new ClientAccount(context.Machine.AsRun, context.Machine.RunFiles));
}
