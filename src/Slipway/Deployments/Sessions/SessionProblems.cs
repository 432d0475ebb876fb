using Slipway.Problems;

namespace Slipway.Deployments.Sessions;

/// <summary>The problems of a session with a host.</summary>
public static class SessionProblems
{
    public static Problem NothingServes(string key) => new(
        "session.nothing-serves", $"No release of {key} serves on this host", null, ["nothing has been deployed yet"], "Deploy first: slipway deploy");

    public static Problem LogsEnded(string command, string lastWords) => new(
        "session.logs-ended", "The host's logs cannot be read", $"{command}: {lastWords}",
        ["the journal or the log file is damaged", "the disk is failing"], "Look at it on the host: journalctl --verify");

    public static Problem EnvChanged() => new(
        "session.env-changed", "The host's env has changed since it was compared", null, ["somebody else pushed or deployed in the meantime"],
        "See what differs now: slipway env diff. Take theirs with slipway env pull, or push again.");

    public static Problem TransactionNotReached(string transaction) => new(
        "session.transaction-not-reached", "The transaction's process did not answer", transaction,
        ["it could not be started", "the host is very slow"], "Look at it on the host: journalctl -u 'slipway-tx-*'") { Exit = ExitCodes.UndoFailed };

    public static Problem FateUnknown(string transaction) => new(
        "session.fate-unknown", "It is not known how the transaction ended", transaction,
        ["its process died and recovery has not finished"], "Ask again: slipway status. The host goes on recovering by itself.") { Exit = ExitCodes.UndoFailed };
}
