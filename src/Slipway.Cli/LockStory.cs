using System.Text.Json.Nodes;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;

namespace Slipway.Cli;

/// <summary>Who holds a host's lock, in words.</summary>
internal static class LockStory
{
    public static string Of(HostState state) => state switch
    {
        { Holder: { } holder, Running: { } transaction } => $"{holder}. The process lives, transaction {transaction}.",
        { Holder: { } holder } => $"{holder}. The process lives; no transaction is open, so there is nothing to undo.",
        { Running: { } transaction } => $"free. Transaction {transaction} was interrupted; the next command (slipway status) finishes or undoes it.",
        _ => "free.",
    };

    public static string Ended(TransactionEvent end) => end.Outcome switch
    {
        TransactionOutcome.Undone => $"undone; {end.Serving ?? "nothing"} serves",
        TransactionOutcome.Done => $"it had passed the point of no return and is committed; {end.Serving ?? "nothing"} serves",
        _ => $"the undo could not be proven: {end.Problem?.Title}",
    };

    public static JsonObject ToJson(HostTarget host)
    {
        var json = new JsonObject { ["host"] = host.Name, ["locked"] = host.State.Holder is not null };
        if (host.State.Holder is { } holder)
            json["holder"] = holder;
        if (host.State.Running is { } transaction)
            json["transaction"] = transaction;
        return json;
    }
}
