using Slipway.Problems;

namespace Slipway.Deployments.Transactions;

/// <summary>A word of the client to a running transaction.</summary>
/// <param name="Word">content (all of it has arrived), proceed (a phase may begin), cancel, data-settled (the host that changes the data has ended with it), lock-wanted (another transaction waits: leave it what only tidies up), or bye (I leave, go on).</param>
public sealed record TransactionOrder(string Word)
{
    public string? Phase { get; init; }

    public Problem? Reason { get; init; }
}
