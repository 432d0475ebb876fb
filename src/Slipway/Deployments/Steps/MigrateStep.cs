using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Migrations;
using Slipway.Problems;
using Slipway.Stacks;

namespace Slipway.Deployments.Steps;

/// <summary>Lists pending migrations and applies them, once per environment, as the run user: a database file must be the app's own.</summary>
public sealed record MigrateStep : Step
{
    public required BuildCommand List { get; init; }

    public required BuildCommand Apply { get; init; }

    /// <summary>Form of the list: lines, laravel or django.</summary>
    public required string Form { get; init; }

    /// <summary>True when there is a dump and visitors are kept out since: only then does an undo restore it.</summary>
    public bool Frozen { get; init; }

    /// <summary>Names that the approved plan showed, as the files are named; null = any. Another one is refused before any is applied.</summary>
    public IReadOnlyList<string>? Approved { get; init; }

    public override async Task RunAsync(StepContext context)
    {
        var pending = await (context.PendingMigrations ?? PendingAsync(context));
        if (Approved is { } approved && pending.Where(p => !approved.Any(a => MigrationFiles.IsSame(p, a))).ToList() is { Count: > 0 } more)
        {
            context.Note(JournalNotes.NotApproved, string.Join('\t', more));
            throw new ProblemException(TransactionProblems.MigrationsDiffer(more));
        }

        if (pending.Count == 0)
        {
            await context.InsideAsync();
            context.Log("no migrations pending");
            return;
        }

        if (Frozen)
            await context.SyncAsync(); // after a power cut the undo finds the database by the release's env and links
        context.Note(JournalNotes.Migrations, string.Join('\t', pending));
        foreach (var name in pending)
            context.Log($"pending: {name}");
        await context.InsideAsync();
        try
        {
            await ReleaseCommand.RunAsAppAsync(context, Apply, context.Cancel);
        }
        catch (ProblemException e)
        {
            throw await FailedAsync(context, pending, e);
        }
    }

    /// <summary>Lists what is pending while the dump is made: both take long. Ends without an error; this step tells it.</summary>
    public async Task LookAheadAsync(StepContext context)
    {
        context.PendingMigrations = PendingAsync(context);
        await Task.WhenAny(context.PendingMigrations);
    }

    public override async Task UndoAsync(StepContext context)
    {
        if (Frozen && Applied(context.Journal.Entries, context.Plan.Transaction))
            await ProtectStep.RestoreDumpAsync(context);
    }

    /// <summary>True when the transaction began to apply migrations.</summary>
    public static bool Applied(IEnumerable<JournalEntry> entries, string transaction) =>
        entries.Any(e => e.Transaction == transaction && e.Event == JournalEvent.Note
            && e.Detail?.StartsWith(JournalNotes.Migrations, StringComparison.Ordinal) == true);

    private async Task<IReadOnlyList<string>> PendingAsync(StepContext context)
    {
        var result = await ReleaseCommand.AskAppAsync(context, List, context.Cancel);
        if (!MigrationList.IsFirst(Form, result.Output))
            ReleaseCommand.ThrowIfFailed(context, List, result);
        return MigrationList.Parse(Form, result.Output);
    }

    /// <summary>What was applied is told only when the database says so afterwards.</summary>
    private async Task<ProblemException> FailedAsync(StepContext context, IReadOnlyList<string> pending, ProblemException failure)
    {
        try
        {
            var left = await PendingAsync(context);
            if (!pending.Contains(MigrationList.All) && !left.Contains(MigrationList.All))
                return new ProblemException(TransactionProblems.MigrationFailed(failure.Problem, [.. pending.Except(left)], left, Frozen, context.Plan), failure);
            return Unknown("which there are, the database did not say before");
        }
        catch (ProblemException e)
        {
            return Unknown($"the list could not be asked for afterwards: {e.Problem.Title}\n{e.Problem.Detail}");
        }
        catch (OperationCanceledException)
        {
            return Unknown("cancelled before the list could be asked for");
        }

        ProblemException Unknown(string why) =>
            new(TransactionProblems.MigrationUnknown(failure.Problem, pending, why, string.Join(' ', List.Command), Frozen, context.Plan), failure);
    }
}
