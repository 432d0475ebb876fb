using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Cli;

/// <summary>Joins the transaction that holds a host's lock and asks it to undo.</summary>
internal static class HolderCancel
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <returns>How it ended.</returns>
    /// <exception cref="ProblemException"><c>cli.unlock-unheard</c>: it goes on with a step that cannot be interrupted.</exception>
    public static async Task<TransactionEvent> RunAsync(HostTarget host, HostSession session, CommandContext context)
    {
        var end = new TaskCompletionSource<TransactionEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.OnEvent = what =>
        {
            if (what.Kind == "result")
                end.TrySetResult(what);
        };
        _ = LoseAsync(host, session, end);
        await session.JoinAsync(host.Layout, host.State.Running!, context.Cancel);
        await session.OrderAsync(new TransactionOrder("cancel") { Reason = TransactionProblems.CancelledByClient() });
        try
        {
            return await end.Task.WaitAsync(Patience, context.Clock, context.Cancel);
        }
        catch (TimeoutException)
        {
            throw new ProblemException(CliProblems.UnlockUnheard(host.Name));
        }
        finally
        {
            await session.ByeAsync();
        }
    }

    private static async Task LoseAsync(HostTarget host, HostSession session, TaskCompletionSource<TransactionEvent> end)
    {
        await session.Ended;
        end.TrySetException(new ProblemException(CliProblems.UnlockLost(host.Name)));
    }
}
