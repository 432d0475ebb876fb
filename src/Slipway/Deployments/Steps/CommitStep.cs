using Slipway.Deployments.Journals;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>Writes the commit into the journal: from here on the new release is the one, whatever happens.</summary>
public sealed record CommitStep : Step
{
    public override async Task RunAsync(StepContext context)
    {
        await context.InsideAsync();
        context.Journal.Append(new JournalEntry { Transaction = context.Plan.Transaction, Event = JournalEvent.Commit, Release = context.Plan.Release }, durable: true);
    }
}

/// <summary>After the commit: visitors are let in again, the links name the release before, its env is the host's, and what an undo would have needed goes.</summary>
internal static class AfterCommit
{
    /// <summary>After an undo: nothing of the transaction may keep visitors out.</summary>
    public static void Clear(StepContext context)
    {
        FreezeStep.Thaw(context);
        Posix.Unlink(context.Layout.Next);
    }

    public static void Settle(StepContext context)
    {
        FreezeStep.Thaw(context);
        SiteStep.Changes(context).Forget();
        SwitchStep.Changes(context).Forget();
        if (context.Plan.Env is { } env)
            EnvFolder.MakeCurrent(context.Layout, env);
        if (context.Plan.Owner is { } owner)
            OwnerFiles.Write(context.Layout, owner);
        Posix.Unlink(SwitchStep.Back(context));
        if (context.Plan.Previous is { } previous)
            CurrentLink.Point(context.Layout, context.Layout.Previous, previous);
        Posix.Unlink(context.Layout.Next);
    }
}
